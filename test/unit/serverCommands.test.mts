import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';

/** Which command a chat message is: only what is plainly one does anything. */

interface Node {
	name: string;
	parameters: { jsCode?: string; assignments?: { assignments: Array<{ value: string }> } };
}

const { nodes } = JSON.parse(readFileSync('workflows/server-commands.json', 'utf8')) as { nodes: Node[] };
const { jsCode } = nodes.find(({ name }) => name === 'Read Command')!.parameters;
const SETTINGS = { help: 'HELP', example_address: '198.51.100.7' };

const read = (text: unknown): unknown => (new Function('$json', jsCode!) as (json: object) => { json: unknown })({ ...SETTINGS, text }).json;

it.each([
	['/servers', { command: 'servers' }],
	['servers', { command: 'servers' }],
	['/SERVERS@MyBot', { command: 'servers' }],
	['/status web1', { command: 'status', server: 'web1', confirmed: false }],
	[' /status  db (old) ', { command: 'status', server: 'db (old)', confirmed: false }],
	['/status@MyBot 321', { command: 'status', server: '321', confirmed: false }],
	['reset web1', { command: 'reset', server: 'web1', confirmed: false }],
	['RESET WEB1', { command: 'reset', server: 'WEB1', confirmed: false }],
	['/rescue 203.0.113.10', { command: 'rescue', server: '203.0.113.10', confirmed: false }],
	['/reset web1 and web2', { command: 'reset', server: 'web1 and web2', confirmed: false }],
	['/allow web1 198.51.100.7', { command: 'allow', server: 'web1', address: '198.51.100.7' }],
	['/allow db (old)  198.51.100.7', { command: 'allow', server: 'db (old)', address: '198.51.100.7' }],
])('%j is a command', (text, command) => {
	expect(read(text)).toEqual(command);
});

it.each([
	['/reset 321 confirm 17', { command: 'reset', server: '321', confirmed: true, code: 17 }],
	['/Rescue  db (old)  Confirm 017', { command: 'rescue', server: 'db (old)', confirmed: true, code: 17 }],
	// No question has the number 0.
	['/reset 321 confirm tp629e', { command: 'reset', server: '321', confirmed: true, code: 0 }],
	['/reset 321 confirm 9999999999', { command: 'reset', server: '321', confirmed: true, code: 0 }],
	// Nothing is asked before.
	['/status 321 confirm 17', { command: 'status', server: '321', confirmed: false }],
])('%j confirms a question by its number', (text, command) => {
	expect(read(text)).toEqual(command);
});

/** What is said of a server that was found, by what its reset options and its boot configuration gave. */
function status(resets: object, boot: object): string {
	const said = nodes.find(({ name }) => name === 'Say the Status')!.parameters.assignments!.assignments[0]!.value;
	const server = { server_number: 321, server_name: 'web1', status: 'ready' };
	const given: Record<string, object> = { 'Get Server': server, 'Get Resets': resets, Settings: { reset_names: { sw: 'Software Reset', hw: 'Hardware Reset' } } };
	const $ = (name: string) => ({ item: { json: given[name] } });
	return (new Function('$', '$json', `return ${said.replace(/^=\{\{|\}\}$/g, '')}`) as (nodes: unknown, json: object) => string)($, boot);
}

const FAILED = { error: 'An odd error [INTERNAL_ERROR]', message: 'Try again later.' };
const OFFERED = { type: ['sw', 'hw'], operating_status: 'running' };
const OFFERS = 'Resets: Software Reset, Hardware Reset; it is running';

it.each<[object, object, string]>([
	[OFFERED, { active_system: null }, OFFERS],
	[OFFERED, { active_system: 'rescue' }, `${OFFERS}\nIts next start boots rescue, not its own system: deactivate that if it is not wanted.`],
	[{ error: 'The server has no reset option [RESET_NOT_AVAILABLE]' }, { active_system: null }, 'It cannot be reset over Robot'],
	[FAILED, { active_system: null }, 'Its resets are not known: An odd error [INTERNAL_ERROR]'],
	[OFFERED, FAILED, `${OFFERS}\nWhat its next start boots is not known: An odd error [INTERNAL_ERROR]`],
	[OFFERED, { error: 'There is no boot configuration [BOOT_NOT_AVAILABLE]' }, OFFERS],
])('the status of a server tells what is known, and what is not (%#)', (resets, boot, text) => {
	expect(status(resets, boot)).toBe(`web1 (321): ready\n${text}`);
});

it.each(['', 42, null, undefined, 'hello', 'please reset web1', 'do not reset web1', 'resets web1', '//reset web1', 'web1 /reset', '/start'])('%j gets the help', (text) => {
	expect(read(text)).toEqual({ command: 'problem', text: 'HELP' });
});

it.each(['/reset', '/status  ', 'rescue'])('%j is asked which server', (text) => {
	expect(read(text)).toMatchObject({ command: 'problem', text: expect.stringMatching(/^Say which server, by its name, number or main IP address: /) });
});

it.each(['0.0.0.0', '10.1.2.3', '127.0.0.1', '100.64.0.1', '169.254.1.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '224.0.0.1', '255.255.255.255'])(
	'%s is let in nowhere: nobody comes from there',
	(address) => {
		expect(read(`/allow web1 ${address}`)).toEqual({ command: 'problem', text: `${address} is no address of the Internet: look yours up, and give that.` });
	},
);

it.each(['198.51.100.0/24', '0.0.0.0/0', '198.51.100', '198.51.100.256', '198.51.100.07', '2001:db8::7', 'home', '198.51.100.7;'])('%s is no address', (address) => {
	expect(read(`/allow web1 ${address}`)).toEqual({ command: 'problem', text: `${address} is no IPv4 address. Give one address, without a mask: /allow web1 198.51.100.7` });
});

it.each(['/allow', '/allow 198.51.100.7', '/allow web1'])('%j is asked for server and address', (text) => {
	expect(read(text)).toEqual({ command: 'problem', text: 'Say which server, and which address: /allow web1 198.51.100.7' });
});

it('what is done for an item goes by the command of that item: of several, one that is not confirmed is not done because the first is', () => {
	expect(readFileSync('workflows/server-commands.json', 'utf8')).not.toMatch(/\$\('[^']+'\)\.first\(\)/);
});
