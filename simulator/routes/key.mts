/** Documentation: "SSH keys". */
import { dayAndTime } from '../dates.mts';
import { conflict, InputCheck, notFound } from '../errors.mts';
import { perHour } from '../limits.mts';
import { created, empty, ok, type Reply } from '../reply.mts';
import type { Context, Route } from '../route.mts';
import { parsePublicKey } from '../sshKey.mts';
import type { Key } from '../state/key.mts';
import { listOrNotFound } from './lookup.mts';

export const keyRoutes: Route[] = [
	{ method: 'GET', path: '/key', limit: perHour(500), handle: listKeys },
	{ method: 'POST', path: '/key', limit: perHour(200), handle: addKey },
	{ method: 'GET', path: '/key/{fingerprint}', limit: perHour(500), handle: showKey },
	{ method: 'POST', path: '/key/{fingerprint}', limit: perHour(200), handle: renameKey },
	{ method: 'DELETE', path: '/key/{fingerprint}', limit: perHour(200), handle: removeKey },
];

const isName = (name: string) => name.length <= 255;

function listKeys({ world }: Context): Reply {
	return ok(listOrNotFound(world.keys, 'No keys found').map((key) => ({ key: keyReply(key) })));
}

/** Takes OpenSSH and SSH2 format, and answers in OpenSSH format with the fingerprint that names the key from then on. */
function addKey({ input, world, clock }: Context): Reply {
	const name = input.text('name');
	const data = input.text('data');
	const parsed = parsePublicKey(data ?? '');
	const check = new InputCheck();
	check.require('name', name, isName);
	check.require('data', data, () => parsed !== undefined);
	check.done();
	if (world.keys.some(({ fingerprint }) => fingerprint === parsed!.fingerprint)) {
		throw conflict('KEY_ALREADY_EXISTS', 'The supplied key already exists');
	}
	const key: Key = { name: name!, ...parsed!, created_at: dayAndTime(clock.now()) };
	world.keys.push(key);
	return created({ key: keyReply(key) });
}

function showKey(context: Context): Reply {
	return ok({ key: keyReply(keyOf(context)) });
}

function renameKey(context: Context): Reply {
	const key = keyOf(context);
	const name = context.input.text('name');
	const check = new InputCheck();
	check.require('name', name, isName);
	check.done();
	key.name = name!;
	return ok({ key: keyReply(key) });
}

function removeKey(context: Context): Reply {
	const key = keyOf(context);
	context.world.keys = context.world.keys.filter((other) => other !== key);
	return empty();
}

function keyReply({ name, fingerprint, type, size, data, created_at }: Key): Key {
	return { name, fingerprint, type, size, data, created_at };
}

function keyOf({ params, world }: Context): Key {
	const key = world.keys.find(({ fingerprint }) => fingerprint === params.fingerprint!.toLowerCase());
	if (key === undefined) throw notFound('NOT_FOUND', 'Key not found');
	return key;
}
