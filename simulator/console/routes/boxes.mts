/** Storage Boxes: list, create, show, change, delete, folders. */
import { ok, type Reply } from '../../reply.mts';
import type { World } from '../../sections.mts';
import type { StorageBox } from '../../state/storageBox.mts';
import { newStorageBox } from '../../state/storageBoxContents.mts';
import { parsePublicKey } from '../../sshKey.mts';
import { ConsoleError, invalidInput, notUnique, tooMany, unavailable } from '../errors.mts';
import { labelSelector } from '../input/labelSelector.mts';
import { password } from '../input/password.mts';
import { boxName, flag, labels, listOf, reference, type Rule } from '../input/rules.mts';
import { sorted } from '../input/sort.mts';
import { fields, type Context, type Route } from '../route.mts';
import type { Location, StorageBoxType } from '../state/catalogue.mts';
import { boxOf, named } from './find.mts';
import { filtered, page } from './lists.mts';
import { MIB, showBox } from './show.mts';
import { begun } from './showAction.mts';
import { start } from './start.mts';

/** `stats.size_filesystem` is listed, though no box has it. */
const SORT_KEYS = ['id', 'name', 'created', 'stats.size', 'stats.size_filesystem'];

export const boxRoutes: Route[] = [
	{ method: 'GET', path: '/storage_boxes', handle: listBoxes },
	{ method: 'POST', path: '/storage_boxes', handle: createBox },
	{ method: 'GET', path: '/storage_boxes/{id}', handle: (context) => boxReply(context, boxOf(context).box) },
	{ method: 'PUT', path: '/storage_boxes/{id}', handle: updateBox },
	{ method: 'DELETE', path: '/storage_boxes/{id}', handle: deleteBox },
	{ method: 'GET', path: '/storage_boxes/{id}/folders', handle: listFolders },
];

function boxReply({ world }: Context, box: StorageBox): Reply {
	return ok({ storage_box: showBox(world, box) });
}

function listBoxes(context: Context): Reply {
	const { query, world, clock } = context;
	const isSelected = labelSelector(query.one('label_selector'));
	const listed = clock.milliseconds() - world.console.settings.listLagSeconds * 1000;
	const boxes = world.storageBoxes
		.filter((box) => world.console.box(box).created <= listed)
		.map((box) => showBox(world, box))
		.filter((box) => isSelected(box.labels));
	return page(context, 'storage_boxes', sorted(filtered(context, boxes, 'name'), query, SORT_KEYS));
}

const publicKey: Rule<string> = (value) =>
	typeof value === 'string' && parsePublicKey(value) !== undefined && !value.startsWith('-') ? [] : ['must be a public key in OpenSSH format'];

/** The box is complete from the first reply on, apart from what it gets while it is made. */
function createBox(context: Context): Reply {
	const { world, clock } = context;
	const given = fields(context);
	const name = given.required('name', boxName);
	const typeName = given.required('storage_box_type', reference);
	const locationName = given.required('location', reference);
	given.required('password', password);
	given.optional('ssh_keys', listOf(publicKey));
	const boxLabels = given.optional('labels', labels) ?? {};
	const switches = given.nested('access_settings');
	const access = {
		external_reachability: switches.optional('reachable_externally', flag) ?? false,
		samba: switches.optional('samba_enabled', flag) ?? false,
		ssh: switches.optional('ssh_enabled', flag) ?? false,
		webdav: switches.optional('webdav_enabled', flag) ?? false,
		zfs: switches.optional('zfs_enabled', flag) ?? false,
	};
	given.done();
	const type = orderableType(context, typeName);
	const location = locationFor(context, type, locationName);
	requireUnique(world, name);
	if (world.storageBoxes.length >= world.console.settings.maxStorageBoxes) throw tooMany('storage_box_limit');
	const id = Math.max(12_000, ...world.storageBoxes.map((box) => box.id)) + 1;
	const parts = { id, name, product: type.name.toUpperCase(), location: location.name.toUpperCase(), linked_server: null, disk_quota: type.size / MIB, disk_usage_data: 0 };
	const box = newStorageBox({ ...parts, ...access }, clock.now());
	world.storageBoxes.push(box);
	const record = Object.assign(world.console.box(box), { labels: boxLabels, initializing: true, created: clock.milliseconds(), folders: [] });
	const action = start(context, box, { command: 'create', carryOut: () => (record.initializing = false), giveUp: () => removeBox(world, box) });
	return begun(context, action, { storage_box: showBox(world, box) });
}

/** The type that a body names, if it can still be ordered. */
export function orderableType({ world, clock }: Context, name: string | number): StorageBoxType {
	const type = named(world.console.types, name);
	if (type === undefined) throw invalidInput([{ name: 'storage_box_type', messages: ['does not exist'] }]);
	const until = type.deprecation?.unavailable_after;
	if (until !== undefined && Date.parse(until) <= clock.milliseconds()) throw unavailable(`Storage Box Type ${type.name} cannot be ordered any more`);
	return type;
}

function locationFor({ world }: Context, type: StorageBoxType, name: string | number): Location {
	const location = named(world.console.locations, name);
	if (location === undefined) throw invalidInput([{ name: 'location', messages: ['does not exist'] }]);
	requireAvailable(type, location);
	return location;
}

/** A type is to be had where it has a price. */
export function requireAvailable(type: StorageBoxType, location: Location): void {
	if (!type.prices.some((price) => price.location === location.name)) throw unavailable(`Storage Box Type ${type.name} is not available in ${location.name}`);
}

function requireUnique(world: World, name: string, except?: StorageBox): void {
	if (world.console.settings.uniqueNames && world.storageBoxes.some((box) => box !== except && box.name === name)) throw notUnique('name', 'Storage Box name is already used');
}

/** Changes what is sent, and nothing else; of the labels, all. */
function updateBox(context: Context): Reply {
	const { box, record } = boxOf(context);
	const given = fields(context);
	const name = given.optional('name', boxName);
	const boxLabels = given.optional('labels', labels);
	given.done();
	if (name !== undefined) requireUnique(context.world, name, box);
	box.name = name ?? box.name;
	record.labels = boxLabels ?? record.labels;
	return boxReply(context, box);
}

function deleteBox(context: Context): Reply {
	const { box, record } = boxOf(context);
	if (record.isProtected) throw new ConsoleError(423, 'protected', 'Storage Box deletion is protected');
	return begun(context, start(context, box, { command: 'delete', carryOut: () => removeBox(context.world, box) }));
}

function removeBox({ storageBoxes, servers }: World, box: StorageBox): void {
	storageBoxes.splice(storageBoxes.indexOf(box), 1);
	for (const server of servers) if (server.linked_storagebox === box.id) server.linked_storagebox = null;
}

/** The names of the folders directly in `path`, which is relative to the box's own directory. */
function listFolders(context: Context): Reply {
	const { box, record } = boxOf(context);
	const path = context.query.one('path') ?? '.';
	if (path === '' || path.startsWith('/')) throw invalidInput([{ name: 'path', messages: ['must be a relative path'] }]);
	const parts = path.split('/').filter((part) => part !== '' && part !== '.');
	const known = [...record.folders, ...box.subaccounts.map(({ homedirectory }) => homedirectory)].map((folder) => folder.split('/').filter((part) => part !== ''));
	const inside = known.filter((folder) => parts.every((part, index) => folder[index] === part));
	if (parts.length > 0 && inside.length === 0) throw new ConsoleError(404, 'not_found', `folder '${path}' not found`);
	const names = inside.flatMap((folder) => folder.slice(parts.length, parts.length + 1));
	return ok({ folders: [...new Set(names)].sort() });
}
