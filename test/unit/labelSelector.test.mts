import { expect, it } from '@jest/globals';
import type { JsonRecord } from '../../nodes/common/http/json.ts';
import { toLabelSelector } from '../../nodes/HetznerStorageBox/console/labelSelector.ts';

/** What a label selector lets Prune delete: what nobody can know is never selected. */

it.each<JsonRecord>([{ keep: true }, { keep: null }, { keep: 1 }, { keep: ['yes'] }, { other: 7 }])('labels that are no texts (%j) are selected by nothing', (labels) => {
	for (const selector of ['keep!=yes', 'keep notin (yes)', '!gone', 'keep', 'other']) expect(toLabelSelector('labelSelector', selector)(labels)).toBe(false);
});

it.each(['keep!=', 'env=prod,keep != ', 'keep notin ()', 'keep notin (yes, )'])('%j leaves nothing out: an expression in it has found nothing', (selector) => {
	expect(() => toLabelSelector('labelSelector', selector)).toThrow('leaves nothing out');
});

it.each<[string, JsonRecord, boolean]>([
	['keep!=yes', {}, true],
	['keep!=yes', { keep: 'no' }, true],
	['keep!=yes', { keep: 'yes' }, false],
	['keep=', { keep: '' }, true],
	['keep notin (yes,always),env in (a, b)', { env: 'b' }, true],
	['keep notin (yes,always),env in (a, b)', { env: 'b', keep: 'always' }, false],
])('%j of %j is %j', (selector, labels, expected) => {
	expect(toLabelSelector('labelSelector', selector)(labels)).toBe(expected);
});
