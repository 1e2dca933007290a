import { describe, expect, it } from '@jest/globals';
import { get, many, one, perHour, post } from '../../nodes/common/http/endpoint.ts';
import { ApiError } from '../../nodes/common/http/errors.ts';
import type { Json } from '../../nodes/common/http/json.ts';
import type { RequestValues } from '../../nodes/common/http/request.ts';
import { readReply, unwrap } from '../../nodes/HetznerRobot/robot/reply.ts';

const endpoint = get('/server/{serverNumber}', perHour(200), one(null));
const change = post('/server/{serverNumber}', perHour(200), one(null));
const read = (status: number, text: string, of = endpoint) => readReply(of, { status, headers: {}, text });

function errorOf(status: number, text: string, of = endpoint): ApiError {
	try {
		read(status, text, of);
	} catch (error) {
		return error as ApiError;
	}
	throw new Error('No error was thrown');
}

describe('a reply', () => {
	it.each([200, 201, 202])('of %i is a success, with or without a body', (status) => {
		expect(read(status, '{"server":{"server_number":321}}')).toEqual({ server: { server_number: 321 } });
		expect(read(status, '', change)).toBeNull();
		expect(read(status, ' \r\n', change)).toBeNull();
	});

	it.each(['{"success":false}', '{"success":"false","message":"no"}'])('of 200 with %j is no success', (text) => {
		expect(errorOf(200, text, change)).toMatchObject({ message: "Robot's reply could not be read", details: { outcome: 'unknown' } });
	});

	it.each(['{}', '[{}]', '[{"x":1}]', '[{"server":null}]', '{"error":null}', '[{"server":{}},{}]'])('to a question for a list with %j is none, and no empty one', (text) => {
		expect(errorOf(200, text, { ...endpoint, reply: many('server', 'NOT_FOUND') }).message).toBe("Robot's reply could not be read");
	});

	it('of 204 is a success', () => {
		expect(read(204, '', change)).toBeNull();
	});

	it.each(['', 'null', '"OK"', 'true', '0'])('to a question with %j answers nothing', (text) => {
		expect(errorOf(200, text)).toMatchObject({ message: "Robot's reply could not be read", details: { cause: 'temporarily-unavailable' } });
	});

	it.each(['{"server":{"server_num', '<html></html>', 'OK', '{} {}'])('of 200 with %j cannot be read', (text) => {
		expect(errorOf(200, text)).toMatchObject({ message: "Robot's reply could not be read", details: { status: 200, outcome: 'unknown' } });
	});

	it.each([
		['its status', '{"error":{"status":404,"code":"SERVER_NOT_FOUND","message":"Server not found"}}', 404, 'refused'],
		['its status as text', '{"error":{"status":"409","code":"CONFLICT","message":"Conflict"}}', 409, 'refused'],
		['no status', '{"error":{"code":"CONFLICT","message":"Conflict"}}', 500, 'unknown'],
	])('of 200 with an error and %s counts as that error', (_what, text, status, outcome) => {
		expect(errorOf(200, text).details).toMatchObject({ status, outcome });
	});

	it('believes the status of HTTP more than the one inside', () => {
		expect(errorOf(404, '{"error":{"status":500,"code":"SERVER_NOT_FOUND","message":"x"}}').details.status).toBe(404);
	});

	it('with a text under "error" is an error without a code', () => {
		expect(errorOf(400, '{"error":"bad"}').message).toBe('Robot answered HTTP 400 without a reason');
	});

	it('with nothing but a code says the code', () => {
		expect(errorOf(409, '{"error":{"code":"SOMETHING"}}').message).toBe('Robot answered SOMETHING [SOMETHING]');
	});

	it('with an empty error object says the status', () => {
		expect(errorOf(409, '{"error":{}}').message).toBe('Robot answered HTTP_409 [HTTP_409]');
	});
});

describe('objects', () => {
	it.each<[string, Json, string | null, unknown[]]>([
		['one in its key', { server: { a: 1 } }, 'server', [{ a: 1 }]],
		['many, each in its key', [{ server: { a: 1 } }, { server: { a: 2 } }], 'server', [{ a: 1 }, { a: 2 }]],
		['many in a list with one entry', [{ snapshotplan: { a: 1 } }], 'snapshotplan', [{ a: 1 }]],
		['a password, which is no key around an object', { password: 'secret' }, 'storagebox', [{ password: 'secret' }]],
		['bare ones', [{ id: 1 }, { id: 2 }], null, [{ id: 1 }, { id: 2 }]],
		['an object with the key of another', { other: { a: 1 } }, 'server', [{ other: { a: 1 } }]],
		['none', [], 'server', []],
		['none without a body', null, 'server', []],
		['none in a text', 'OK', 'server', []],
	])('are taken out: %s', (_what, body, key, objects) => {
		expect(unwrap(body, key)).toEqual(objects);
	});

	it('have the documented spelling, at any depth, and keep what nobody knows', () => {
		expect(unwrap({ boot: { rescue: { '@deprecated arch': [64], boot_time: null }, list: [{ 'cancellation-date': null, reservation: true }] } }, 'boot')).toEqual([
			{ rescue: { arch: [64], boot_time: null }, list: [{ cancellation_date: null, reserved: true }] },
		]);
	});

	it('may have names that every object has', () => {
		expect(unwrap({ server: { constructor: 'x', toString: 'y' } }, 'server')).toEqual([{ constructor: 'x', toString: 'y' }]);
	});
});

describe('a password that Robot repeats', () => {
	const said = (body: object, sent: RequestValues, login?: string[]) => {
		try {
			readReply(change, { status: 400, headers: {}, text: JSON.stringify({ error: { code: 'INVALID_INPUT', ...body } }) }, sent, login);
		} catch (error) {
			return (error as ApiError).message;
		}
		throw new Error('No error was thrown');
	};

	it.each([
		['in the message', { message: 'The password S3cret/P@ss is weak: S3cret/P@ss' }, 'The password *** is weak: *** [INVALID_INPUT]'],
		['in "invalid"', { message: 'x', invalid: ['password=S3cret/P@ss', 'S3cret/P@ss'] }, 'x (invalid: password=***, ***) [INVALID_INPUT]'],
		['in "invalid" as one text', { message: 'x', invalid: 'S3cret/P@ss' }, 'x (invalid: ***) [INVALID_INPUT]'],
		['in "missing"', { message: 'x', missing: ['S3cret/P@ss'] }, 'x (missing: ***) [INVALID_INPUT]'],
		['as an address has it', { message: 'at ?password=S3cret%2FP%40ss' }, 'at ?password=*** [INVALID_INPUT]'],
	])('%s is masked', (_where, body, message) => {
		expect(said(body, { password: 'S3cret/P@ss' })).toBe(message);
	});

	it('is masked where it is the one of the login', () => {
		const login = ['I3dzOnMzY3JldC1sb2dpbg==', 's3cret-login'];
		expect(said({ message: 'Basic I3dzOnMzY3JldC1sb2dpbg== is s3cret-login', code: 's3cret-login' }, {}, login)).toBe('Basic *** is *** [***]');
	});

	it('garbles no words where the login is as short as a word', () => {
		expect(said({ message: 'a server of the user' }, {}, ['of'])).toBe('a server of the user [INVALID_INPUT]');
	});

	it.each([
		['JSON', 'is S3\\"cr\\\\et/\u00fc'],
		["PHP's JSON", 'is S3\\"cr\\\\et\\/\\u00fc'],
		["PHP's JSON in capitals", 'is S3\\"cr\\\\et\\/\\u00FC'],
		['an address', 'is S3%22cr%5Cet%2F%C3%BC'],
		['an address in small letters', 'is S3%22cr%5cet%2f%c3%bc'],
		['HTML', 'is S3&quot;cr\\et/\u00fc'],
		['base64', 'is UzMiY3JcZXQvw7w='],
		['base64 without its end', 'is UzMiY3JcZXQvw7w'],
	])('is masked as %s has it', (_what, message) => {
		for (const [sent, login] of [
			[{ password: 'S3"cr\\et/\u00fc' }, []],
			[{}, ['S3"cr\\et/\u00fc']],
		] as Array<[RequestValues, string[]]>) {
			expect(said({ message }, sent, login)).toBe('is *** [INVALID_INPUT]');
		}
	});

	it.each([
		['pw1234', 'pw1234 is wrong, pw12345 is not, (pw1234)', '*** is wrong, pw12345 is not, (***)'],
		['a-b', 'is a-b', 'is ***'],
		// An ordinary word or number would garble the sentence.
		['server', 'the server is off, password=server, "server" or \'server\'', 'the server is off, password=***, "***" or \'***\''],
		['Robot', 'Robot says: password:Robot', 'Robot says: password:***'],
		['200', '200 requests, password=200', '200 requests, password=***'],
	])('of the login and shorter than 8 characters, %j, is masked where that garbles no word', (password, message, shown) => {
		expect(said({ message }, {}, [password])).toBe(`${shown} [INVALID_INPUT]`);
	});

	it('is masked in whatever it is made of, and a lone surrogate harms nothing', () => {
		expect(said({ message: 'is .*+?^${}()|[]\\/-' }, { password: '.*+?^${}()|[]\\/-' })).toBe('is *** [INVALID_INPUT]');
		expect(said({ message: 'x' }, { password: 'a\ud800b' })).toBe('x [INVALID_INPUT]');
	});

	it('is masked before it is cut, with the blanks around it and without, and as a form has it', () => {
		const long = 'p'.repeat(80);
		expect(said({ message: 'm'.repeat(290) + long, invalid: [`${'x'.repeat(50)}${long}`] }, { password: long })).toBe(
			`${'m'.repeat(290)}*** (invalid: ${'x'.repeat(50)}***) [INVALID_INPUT]`,
		);
		expect(said({ message: 'a b, [a b], a+b' }, { password: ' a b ' })).toBe('***, [***], a+b [INVALID_INPUT]');
		expect(said({ message: 'is a+b%2F' }, { password: 'a b/' })).toBe('is *** [INVALID_INPUT]');
	});

	it('leaves the names of inputs as they are, and other values', () => {
		expect(said({ message: 'x', invalid: ['password', 'comment', 'backup'] }, { password: 'password', comment: 'backup' })).toBe(
			'x (invalid: password, comment, backup) [INVALID_INPUT]',
		);
		expect(said({ message: 'x' }, { password: '' })).toBe('x [INVALID_INPUT]');
	});
});
