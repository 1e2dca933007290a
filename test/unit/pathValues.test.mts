import { describe, expect, it } from '@jest/globals';
import { pathParameters } from '../../nodes/common/http/endpoint.ts';
import { isLookup, type Field } from '../../nodes/common/operation/operation.ts';
import { resources } from '../../nodes/HetznerRobot/resources/index.ts';

/** What Robot counts from 1; everything else in its paths is a name or an address. */
const NUMBERS = ['serverNumber', 'storageBoxId', 'templateId', 'vSwitchId'];
const ADDRESSES = ['failoverIp', 'ip', 'netIp'];

const inPaths = resources.flatMap(({ value, operations }) =>
	operations.flatMap(({ value: operation, fields, calls }) =>
		calls.flatMap((call) =>
			pathParameters(call.endpoint.path).map((name) => ({
				title: `${value}: ${operation}, ${call.endpoint.method} ${call.endpoint.path}, ${name}`,
				name,
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
		if (NUMBERS.includes(name) || ADDRESSES.includes(name)) expect(partsOf(field!, NO_NUMBERS)).toEqual([]);
		// A bare text that is a server's number may be the name of another one: it is asked for.
		if (NUMBERS.includes(name)) expect(partsOf(field!, [321, '321', ' 321 ', '0321'])).toEqual(Array(name === 'serverNumber' ? 5 : 8).fill('321'));
	});

	it('has a name that this test knows the kind of', () => {
		const texts = ['fingerprint', 'productId', 'snapshotName', 'transactionId', 'username'];
		expect(inPaths.map(({ name }) => name).filter((name) => ![...NUMBERS, ...ADDRESSES, ...texts].includes(name))).toEqual([]);
	});
});
