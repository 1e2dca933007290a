import { expect } from '@jest/globals';
import type { Place } from './places.mts';

/**
 * What becomes of a value that is nothing: written by hand for each kind of field, by where it stands. Nothing may
 * pass for "everything", for "not added" where something protects or narrows, or for an answer that nobody gave.
 */

/** How an expression says nothing, in the order of the answers. */
export const NOTHINGS = ['={{ $json.missing }}', '={{ null }}', '={{ "" }}', '={{ [] }}', '={{ {} }}'];

/** What is said of the field, which is refused; or that the request is the one without it. */
type Answers = [missing: string, nul: string, blank: string, list: string, object: string];

export const LEFT_OUT = 'is left out';

const EMPTY = 'is empty';
const NOTHING = 'resolved to nothing';
const NO_TEXT = 'is not a text';
const NO_NUMBER = 'is not a number';
const NO_SWITCH = 'is neither true nor false';
const NO_CHOICE = 'is none of …';

const all = (answer: string): Answers => [answer, answer, answer, answer, answer];
/** Nothing may be entered there, and an empty object is something else. */
const never = (answer: string, object: string): Answers => [answer, answer, answer, answer, object];
/** Of what was added n8n tells the node apart whether its expression found nothing, or something empty. */
const added = (object: string): Answers => [NOTHING, NOTHING, EMPTY, EMPTY, object];

const ROW: Record<string, Answers> = {
	// Left blank, it matches everything: that is said by hand only.
	'optional string': never(`: ${NOTHING}`, `: ${NO_TEXT}`),
	'optional options': never(`: ${NOTHING}`, `: ${NO_TEXT}`),
	'required options': never(`: ${EMPTY}`, `: ${NO_TEXT}`),
};

/** Of a locator that holds no value nobody knows more; in one of its modes the value is something else. */
const IN_MODE: Record<string, Answers> = { 'optional resourceLocator': added(NO_TEXT) };

const ADDED: Record<string, Answers> = {
	'optional boolean': added(NO_SWITCH),
	'optional multiOptions': added(NO_TEXT),
	'optional number': added(NO_NUMBER),
	'optional options': added(NO_TEXT),
	'optional resourceLocator': added(NOTHING),
	// Only a text may be blank.
	'optional string': [NOTHING, NOTHING, LEFT_OUT, EMPTY, NO_TEXT],
};

const BY_KIND: Record<string, Record<string, Answers>> = {
	top: {
		'optional boolean': never(NOTHING, NO_SWITCH),
		'optional multiOptions': never(NOTHING, NO_TEXT),
		'optional number': never(NOTHING, NO_NUMBER),
		'optional options': never(NOTHING, NO_TEXT),
		'optional resourceLocator': all(NOTHING),
		'optional string': [NOTHING, NOTHING, LEFT_OUT, NOTHING, NO_TEXT],
		'required boolean': never(EMPTY, NO_SWITCH),
		'required dateTime': never(EMPTY, 'is not a date'),
		'required multiOptions': all(EMPTY),
		'required number': never(EMPTY, NO_NUMBER),
		'required number in the path': all(EMPTY),
		'required options': never(EMPTY, NO_TEXT),
		// A locator without a value.
		'required resourceLocator': all(EMPTY),
		'required string': never(EMPTY, NO_TEXT),
	},
	mode: { 'optional resourceLocator': never(NOTHING, NO_TEXT), 'required resourceLocator': never(EMPTY, NO_TEXT) },
	'mode of additionalFields': IN_MODE,
	'mode of filters': IN_MODE,
	additionalFields: ADDED,
	updateFields: {
		...ADDED,
		'required number': added(NO_NUMBER),
		'required string': added(NO_TEXT),
	},
	// They narrow and protect: no text may be blank.
	filters: { ...ADDED, 'optional string': added(NO_TEXT) },
	options: ADDED,
	inputRules: ROW,
	outputRules: ROW,
};

const setting = never(EMPTY, 'is neither on nor off');
const rulesJson = 'holds no rules';

/** Fields with an answer of their own. */
const BY_NAME: Record<string, Answers> = {
	kind: all(NO_CHOICE),
	system: all(NO_CHOICE),
	period: never(EMPTY, NO_CHOICE),
	rules: never(EMPTY, NO_CHOICE),
	outputRulesMode: never(EMPTY, NO_CHOICE),
	sort: never(EMPTY, NO_CHOICE),
	fields: never(EMPTY, NO_TEXT),
	filterIpv6: setting,
	whitelistHos: setting,
	isDefault: setting,
	// A list without rules is one, and cuts the server off.
	rulesJson: [rulesJson, rulesJson, rulesJson, 'Rules: nothing would get in over IPv4', rulesJson],
	// Whatever is not plainly a real order is a test.
	test: [LEFT_OUT, LEFT_OUT, LEFT_OUT, LEFT_OUT, NO_SWITCH],
};

const ROW_NAMES: Record<string, string> = { inputRules: 'Input Rules: input rule 2', outputRules: 'Output Rules: output rule 2' };

/** What the error says for each of the nothings, in whole sentences. */
export function answersFor({ name, label, within, kind }: Place): Answers {
	const answers = (within === 'top' ? BY_NAME[name] : undefined) ?? BY_KIND[within]?.[kind];
	if (!answers) throw new Error(`test/support/nothing.mts has no answers for ${within}: ${kind} (${name})`);
	const row = ROW_NAMES[within];
	// A rule is told from others by its name, where it has one.
	const subject = row ? `${row}${name.endsWith('.name') ? '' : ' "office"'}, ${label}` : label;
	return answers.map((answer) => (answer === LEFT_OUT || /^[A-Z]/.test(answer) ? answer : `${subject}${answer.startsWith(':') ? '' : ' '}${answer}`)) as Answers;
}

const ORDERED = {
	addon: ['POST /order/server_addon/transaction server_number=321 product_id=failover_subnet_ipv6_64 test=true'],
	market: ['POST /order/server_market/transaction product_id=2710001 test=true'],
	server: ['POST /order/server/transaction product_id=EX44 test=true'],
};
const SUBACCOUNT = ['POST /storagebox/12345/subaccount homedirectory=backups/web3'];
// What the template has is sent again, its name as well.
const KEPT = expect.stringMatching(/^POST \/firewall\/template\/11 rules.*accept filter_ipv6=false whitelist_hos=true is_default=true name=Web server$/);

/** The requests that are made where something is left out, by operation and field. */
export const WITHOUT: Record<string, unknown[]> = {
	'boot: activateRescue, additionalFields.keyboard': ['POST /boot/321/rescue os=linux'],
	'firewallTemplate: update, name': ['GET /firewall/template/11', KEPT],
	'order: orderAddon, additionalFields.gateway': ORDERED.addon,
	'order: orderAddon, reason': ORDERED.addon,
	'order: orderAddon, test': ORDERED.addon,
	'order: orderMarketServer, additionalFields.comment': ORDERED.market,
	'order: orderMarketServer, password': ORDERED.market,
	'order: orderMarketServer, test': ORDERED.market,
	'order: orderServer, additionalFields.comment': ORDERED.server,
	'order: orderServer, password': ORDERED.server,
	'order: orderServer, test': ORDERED.server,
	'storageBox: resetPassword, password': ['POST /storagebox/12345/password'],
	'storageBox: update, updateFields.storageboxName': ['POST /storagebox/12345 samba=true'],
	'storageBoxSnapshot: setComment, comment': ['POST /storagebox/12345/snapshot/{snapshot-name}/comment'],
	'storageBoxSubaccount: create, additionalFields.comment': SUBACCOUNT,
	'storageBoxSubaccount: create, additionalFields.password': SUBACCOUNT,
	'storageBoxSubaccount: resetPassword, password': ['POST /storagebox/12345/subaccount/u12345-sub1/password'],
	'storageBoxSubaccount: update, updateFields.comment': ['PUT /storagebox/12345/subaccount/u12345-sub1 readonly=true'],
};
