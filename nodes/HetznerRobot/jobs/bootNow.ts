import type { IDataObject } from 'n8n-workflow';
import { counted } from '../../common/http/counted';
import { ApiError } from '../../common/http/errors';
import { masker } from '../../common/http/masker';
import type { Run } from '../../common/operation/operation';
import { toNumber } from '../../common/operation/values';
import { INTERRUPTS } from '../../common/operation/warning';
import { BOOT_SYSTEMS, getBoot, SYSTEM_NAMES, type BootSystem } from '../endpoints/boot';
import { executeReset } from '../endpoints/reset';
import { createKey } from '../endpoints/sshKey';
import { forgetKeys } from '../lookups/sshKeys';
import { resetTypeWithCode, whileOff } from '../robot/resetTypes';
import { notActive } from './activateAndReset';
import { bootedItem } from './bootedItem';
import { activeIn, situationOf, type Situation } from './bootSituation';
import { resetsOf, resetToBoot, type ServerResets } from './lastResets';
import type { NewKey } from './missingKeys';
import { Story } from './story';
import { troubleIn, untilUsedUp } from './usedUp';

/** A job on its way. */
interface Course {
	run: Run;
	system: BootSystem;
	situation: Situation;
	story: Story;
	resets: ServerResets;
	/** Seconds. */
	maximum: number;
}

/**
 * Has a server boot a system at once, and waits until it has used the activation up. What is active already as it is
 * wanted is not activated anew: whoever did that may have reset the server as well, so that half of the time is given
 * to that reset first. A server is reset twice at most.
 */
export async function bootNow(run: Run, system: BootSystem): Promise<IDataObject[]> {
	const resets = await resetsOf(run);
	const turn = resets.underWay.turn();
	if (!run.foretell) await turn.take();
	const begun = (async () => {
		const situation = await run.remembered('situation', async () => await situationOf(run, system));
		run.foretell?.({ server_name: situation.server.server_name ?? null });
		if (situation.off) run.foretell?.({}, whileOff(situation.firstReset), INTERRUPTS);
		const course: Course = { run, system, situation, story: new Story(), resets, maximum: toNumber('maximumWait', run.parameter('maximumWait')) };
		return { course, boot: situation.active ?? (await start(course)) };
	})();
	const { course, boot } = await begun.finally(turn.leave);
	if (run.foretell) return await foretell(course);
	const ending = booted(course, boot).catch((error: unknown): never => {
		throw withoutPassword(error, boot);
	});
	return [await ending];
}

/** Whatever Robot says while the node waits, the password is not put into an error. */
function withoutPassword(error: unknown, { password }: IDataObject): unknown {
	if (!(error instanceof ApiError)) return error;
	const { reason, advice } = error.details;
	const mask = masker([password], []);
	return new ApiError(mask(error.message), { ...error.details, ...(reason !== undefined && { reason: mask(reason) }), ...(advice !== undefined && { advice: mask(advice) }) });
}

/** What a dry run tells of the resets: the second one is no request that is certain. */
function foretellResets({ run, situation: { firstReset, mayEscalate } }: Course): void {
	const second = mayEscalate ? `, and if no start has used the activation up when half of Maximum Wait is over, a ${resetTypeWithCode('hw')}` : '';
	run.foretell?.({ reset: { type: firstReset } }, `The server gets a ${resetTypeWithCode(firstReset)}${second}.`);
}

/** Of a server that has the system active already, a dry run tells the reset that may come. */
async function foretell({ run, situation, system }: Course): Promise<IDataObject[]> {
	run.foretell?.(
		{ reset: { type: situation.firstReset } },
		`${SYSTEM_NAMES[system]} is active already: the ${resetTypeWithCode(situation.firstReset)} is sent only if no start has used it up when half of Maximum Wait is over.`,
	);
	return await run.call(executeReset, run.path, { type: situation.firstReset });
}

/** All changes up to the first reset. */
async function start(course: Course): Promise<IDataObject> {
	const { run, system, situation, story } = course;
	foretellResets(course);
	await run.client.untilAllowed(executeReset);
	for (const key of situation.newKeys) await story.step(`the public key "${key.name}" was stored`, async () => await storeKey(run, key));
	for (const other of situation.inTheWay) {
		run.foretell?.({}, `${SYSTEM_NAMES[other]} is active, and is deactivated first.`);
		await story.step(`${SYSTEM_NAMES[other]} was deactivated`, async () => await run.call(BOOT_SYSTEMS[other].deactivate, run.path));
	}
	story.advice = 'The server was not reset.';
	const boot = await story.step(`${SYSTEM_NAMES[system]} was activated`, async () => await activate(run));
	story.advice = 'Boot → Get shows its password while it is active: reset the server yourself, or deactivate it.';
	await reset(course, situation.firstReset).catch((error: unknown): never => {
		throw story.told(error);
	});
	return boot;
}

/** Another may have stored it in between. */
async function storeKey(run: Run, { name, data }: NewKey): Promise<void> {
	await run
		.call(createKey, {}, { name, data })
		.catch((error: unknown) => {
			if (!(error instanceof ApiError) || error.details.code !== 'KEY_ALREADY_EXISTS') throw error;
		})
		.finally(() => forgetKeys(run.client));
}

async function activate(run: Run): Promise<IDataObject> {
	const [boot = {}] = await run.send();
	if (boot.active !== true) throw notActive();
	return boot;
}

/** Whether a reset was carried out whose reply did not arrive shows in what follows. */
async function reset({ run, story }: Course, type: string): Promise<void> {
	const name = resetTypeWithCode(type);
	const sent = resetToBoot(run, type).then(() => `the server got a ${name}`);
	const done = await sent.catch((error: unknown) => {
		if (error instanceof ApiError && error.details.outcome === 'unknown') return `a ${name} was sent of which it is unknown whether it was carried out`;
		throw error;
	});
	await story.step(done, async () => {});
}

async function booted(course: Course, boot: IDataObject): Promise<IDataObject> {
	const { run, system, situation, story, maximum } = course;
	if (situation.active) await story.step(`${SYSTEM_NAMES[system]} was active already`, async () => {});
	story.advice = WHILE_ACTIVE;
	const waiting = untilUsedUp(run, BOOT_SYSTEMS[system].get, maximum, async () => await resetOnceMore(course));
	const ending = await waiting.catch((error: unknown): never => {
		throw story.told(error);
	});
	if (!ending.isUsedUp) throw notUsedUp(course, ending.seen);
	course.resets.toBoot = -Infinity;
	await checkNothingElse(course);
	return bootedItem(boot, situation.server, system, ending.hostKeys);
}

const WHILE_ACTIVE =
	'As long as it is active the next start boots it, and Boot → Get shows its password; once a start has used it up, nobody shows the password again. ' +
	'Run this again to go on waiting, reset the server yourself, or deactivate it.';

/**
 * A software reset that did not help is followed by a hardware reset; what was active already gets the first reset, unless
 * this n8n has sent one a moment ago. Neither may end the wait.
 */
async function resetOnceMore(course: Course): Promise<void> {
	const { situation, resets, maximum } = course;
	if (situation.active ? Date.now() - resets.toBoot < maximum * 1000 : !situation.mayEscalate) return;
	const type = situation.active ? situation.firstReset : 'hw';
	await reset(course, type).catch(troubleIn);
}

function notUsedUp({ story, maximum }: Course, seen: string): ApiError {
	const message = `${story.inWords()}, but no start of the server has used it up within ${counted(maximum, 'second')} (${seen})`;
	return new ApiError(message, { code: 'NOT_USED_UP', advice: WHILE_ACTIVE, outcome: 'unknown', isAfterChange: true });
}

/** It is inactive as well where something else was activated in its place. That the look fails must not cost the password. */
async function checkNothingElse({ run, system, story }: Course): Promise<void> {
	const [boot = {}] = await run.call(getBoot, run.path, {}, { fresh: true }).catch((error: unknown) => (error instanceof ApiError ? [] : Promise.reject(error)));
	const others = activeIn(boot).filter((name) => name !== system);
	if (others.length === 0) return;
	const names = others.map((name) => SYSTEM_NAMES[name]).join(', ');
	throw new ApiError(`${story.inWords()}, but then ${names} was activated in its place by somebody else`, {
		code: 'OTHER_SYSTEM_ACTIVE',
		advice: `The next start of the server boots ${names}. Look with Boot → Get, and run this again if it is not wanted.`,
		outcome: 'unknown',
		isAfterChange: true,
	});
}
