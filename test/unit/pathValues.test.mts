import { describe, expect, it } from '@jest/globals';
import { isIP } from 'node:net';
import { pathParameters } from '../../nodes/common/http/endpoint.ts';
import { isLookup, type Call, type Field, type Operation } from '../../nodes/common/operation/operation.ts';
import { resources } from '../../nodes/HetznerRobot/resources/index.ts';
import { cases } from '../contract/cases/index.mts';
import { withoutNames } from '../contract/documentation/documentation.mts';

/** What a parameter of a path is in the documented examples, by the paths that the cases have for them by hand. */
const documented = (name: string): string[] =>
	inPaths.flatMap((part) => (part.name === name ? cases.filter(({ endpoint }) => sameEndpoint(endpoint, part.call)).map(({ path }) => path.split('/')[part.segment]!) : []));

/** What Robot counts from 1; everything else in its paths is a name or an address. */
const isNumber = (name: string) => documented(name).every((value) => /^\d+$/.test(value));
const isAddress = (name: string) => documented(name).every((value) => isIP(value) !== 0);

const sameEndpoint = (documentedName: string, { endpoint: { method, path } }: Call) => withoutNames(documentedName) === withoutNames(`${method} ${path}`);

/** Operations on several servers take them in a list of its own, which test/engine/firewallRules* are about. */
const takesServers = ({ fields }: Operation) => fields.some(({ property }) => property.name === 'servers');

const inPaths = resources.flatMap(({ value, operations }) =>
	operations
		.filter((operation) => !takesServers(operation))
		.flatMap(({ value: operation, fields, calls }) =>
			calls.flatMap((call) =>
				pathParameters(call.endpoint.path).map((name) => ({
					title: `${value}: ${operation}, ${call.endpoint.method} ${call.endpoint.path}, ${name}`,
					name,
					call,
					segment: call.endpoint.path.split('/').indexOf(`{${name}}`),
					field: [...fields, ...call.fields].find(({ property }) => property.name === name),
				})),
			),
		),
);

/** What a part of a path can never be. */
const NOTHING = ['', '.', '..', 'a\nb', '\u0000', 'x'.repeat(256), {}, []];
/** What is neither one of Robot's numbers nor an address. */
const NO_NUMBERS = [0, -1, 1.5, 1e21, NaN, true, '0', '-1', '1.5', '00', '1e3', ' ', '0x10', '9'.repeat(16)];

/** The part of the path that a value gives, `undefined` where it is refused before anything is sent, or asked for by its name. */
function partOf({ toPath }: Field, value: unknown): string | undefined {
	try {
		const part = toPath!(value, () => undefined);
		return isLookup(part) ? undefined : part;
	} catch {
		return undefined;
	}
}

const inEveryWay = (values: unknown[]) => values.flatMap((value) => [value, { __rl: true, mode: 'id', value }]);
const partsOf = (field: Field, values: unknown[]) => inEveryWay(values).flatMap((value) => partOf(field, value) ?? []);

describe('what comes into a path', () => {
	it.each(inPaths)('is checked: $title', ({ name, field }) => {
		expect(field?.toPath).toBeDefined();
		expect(partsOf(field!, NOTHING)).toEqual([]);
		if (isNumber(name) || isAddress(name)) expect(partsOf(field!, NO_NUMBERS)).toEqual([]);
		// A bare text that is the number of one thing may be the name of another: it is asked for.
		if (isNumber(name)) expect(partsOf(field!, [321, '321', ' 321 ', '0321'])).toEqual(Array(['serverNumber', 'templateId', 'vSwitchId'].includes(name) ? 5 : 8).fill('321'));
	});

	it('is a number, an address or a name, as in the documented examples', () => {
		const named = (is: (name: string) => boolean) => [...new Set(inPaths.map(({ name }) => name))].filter(is).sort();
		expect(named(isNumber)).toEqual(expect.arrayContaining(['serverNumber', 'storageBoxId', 'templateId', 'vSwitchId']));
		expect(named(isAddress)).toEqual(expect.arrayContaining(['failoverIp', 'ip', 'netIp']));
		expect(named((name) => documented(name).length === 0)).toEqual([]);
	});
});
