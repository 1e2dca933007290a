import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { JsonRecord } from '../../nodes/common/http/json.ts';
import type { Output } from '../../nodes/common/operation/operation.ts';
import { OUTPUTS } from '../../nodes/HetznerRobot/outputs/index.ts';
import { OUTPUTS as OF_CONSOLE } from '../../nodes/HetznerStorageBox/outputs/index.ts';
import { itemsOf } from '../../tools/schema/schemas.mts';
import { callOf } from '../../tools/documented.mts';
import { resources } from '../../nodes/HetznerRobot/resources/index.ts';
import { unwrap } from '../../nodes/HetznerRobot/robot/reply.ts';
import { shown } from '../contract/console/contract.mts';
import { endpoints, examples } from '../contract/documentation/documentation.mts';
import { casesOf, seed } from './sound.mts';

/** A change that was carried out must not end in an error because of how it is put out: whatever a reply holds. */

const outputs = [...new Set(Object.values({ ...OUTPUTS, ...OF_CONSOLE }))];

const documented = [
	...endpoints.flatMap((endpoint) => {
		const own = examples.filter(({ method, path }) => method === endpoint.method && path === endpoint.path);
		return own.flatMap(({ response }) => itemsOf({ unwrap }, callOf(resources, endpoint), response));
	}),
	...['storage_box', 'subaccount', 'storage_box_type', 'action'].flatMap((key) => shown(key)),
] as JsonRecord[];

/** A documented object of this kind, of which some values at any depth are something else, or are not there. */
const spoilt = (output: Output): fc.Arbitrary<JsonRecord> => {
	const whole = documented.filter((object) => output.raw.some((name) => Object.hasOwn(object, name)));
	return fc.tuple(fc.constantFrom(...whole, {}), fc.infiniteStream(fc.option(fc.jsonValue(), { freq: 3 })), fc.infiniteStream(fc.boolean())).map(([object, values, gone]) => {
		const spoil = (value: unknown): unknown => {
			const other = values.next().value as unknown;
			if (other !== null) return other;
			if (Array.isArray(value)) return value.map(spoil);
			if (typeof value !== 'object' || value === null) return value;
			return Object.fromEntries(Object.entries(value).flatMap(([key, inner]) => (gone.next().value === true && gone.next().value === true ? [] : [[key, spoil(inner)]])));
		};
		return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, spoil(value)])) as JsonRecord;
	});
};

const isOfTypes = (value: unknown, types: string[]) => types.includes(typeof value) && !(typeof value === 'number' && !Number.isFinite(value));

it('every simplified field has its type or is null, whatever the reply holds', () => {
	fc.assert(
		fc.property(
			fc.constantFrom(...outputs).chain((output) => fc.tuple(fc.constant(output), spoilt(output))),
			([output, object]) => {
				const before = JSON.stringify(object);
				for (const [name, { types, isList, read }] of Object.entries(output.simplified)) {
					const value = read(object, name);
					const isFine = value === null || (isList ? Array.isArray(value) && value.every((entry) => isOfTypes(entry, types)) : isOfTypes(value, types));
					expect({ name, value, isFine }).toEqual({ name, value, isFine: true });
				}
				expect(JSON.stringify(object)).toBe(before);
			},
		),
		{ numRuns: casesOf(0.5) * 4, ...seed() },
	);
});
