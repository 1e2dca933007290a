import type { JsonRecord } from '../../common/http/json';
import { textIn } from '../../common/operation/readers';
import { linesOf } from './marketDrives';

/** Robot has no field for it: what is not said is unknown, and not "no". */
export type Answer = 'yes' | 'no' | 'unknown';

/** How Robot says that an offer has something, in its description and its tags. */
const WORDS = {
	ecc: '(?<!on-die[ -])\\bECC\\b',
	gpu: '\\bGPU\\b|GeForce|Quadro|NVIDIA|\\bTesla\\b|\\b[GR]TX|graphics card',
	hardwareRaid: '\\bRAID[ -]Controller|\\bHWR\\b|\\b(?:Hardware|HW)[ -]RAID\\b|MegaRAID|Adaptec|3ware',
	intelNic: '\\bINIC\\b|\\bNIC\\b.*\\bIntel\\b|\\bIntel\\b.*\\bNIC\\b',
	redundantPsu: '\\bRed(?:undant)?\\.?[ -]?(?:PSU?|Power Suppl(?:y|ies))\\b|\\b(?:PSU|Power Suppl(?:y|ies))[ ,(]*redundant|\\bRPS\\b',
} as const;

export type Feature = keyof typeof WORDS;

interface Said {
	yes: RegExp;
	no: RegExp;
}

const SAID = Object.fromEntries(
	Object.entries(WORDS).map(([feature, words]) => [feature, { yes: new RegExp(words, 'i'), no: new RegExp(`\\b(?:no|non|not|without|ohne|keine?)[ -]+(?:${words})`, 'gi') }]),
) as Record<Feature, Said>;

/** Whether an offer has something. One that says both says nothing. */
export function hasFeature(offer: JsonRecord, feature: Feature): Answer {
	const { yes, no } = SAID[feature];
	const said = wordsOf(offer);
	const affirmed = said.some((words) => yes.test(words.replace(no, '')));
	const denied = said.some((words) => words.search(no) >= 0);
	return affirmed === denied ? 'unknown' : affirmed ? 'yes' : 'no';
}

/** A processor may be called after the graphics that it has. */
const wordsOf = (offer: JsonRecord): string[] => [...linesOf(offer).filter((line) => line !== offer.cpu), textIn(offer.hdd_text) ?? ''];
