import { isRecord, type JsonRecord } from '../../common/http/json';
import type { Output } from '../../common/operation/operation';
import { each, id, text, textIn, texts, toFlag, type Find } from '../../common/operation/readers';
import { BOOT_SYSTEMS } from '../endpoints/boot';
import { keyInWords } from '../robot/keyInWords';

const SYSTEMS = Object.keys(BOOT_SYSTEMS);

/** The systems that the server offers, with their names. */
const offered = (boot: JsonRecord): Array<[name: string, system: JsonRecord]> => SYSTEMS.flatMap((name) => (isRecord(boot[name]) ? [[name, boot[name]]] : []));

const active = (boot: JsonRecord) => offered(boot).filter(([, { active: is }]) => toFlag(is) === true);

/** Of any of them, since it is the same for all. */
const ofAny: Find = (boot, name) => offered(boot).find(([, system]) => textIn(system[name]) !== undefined)?.[1][name];

/** Of those that are active, which is one: of several with the names of the systems, so that nothing is lost. */
const ofActive =
	(find: Find): Find =>
	(boot, name) => {
		const told = active(boot).flatMap(([system, its]) => {
			const value = textIn(find(its, name));
			return value === undefined ? [] : [[system, value]];
		});
		return told.length > 1 ? told.map((both) => both.join(': ')).join(', ') : told[0]?.[1];
	};

const listOfActive =
	(key: string): Find =>
	(boot) => {
		const told = active(boot)
			.map(([, system]) => each(key, keyInWords)(system, key))
			.filter(Array.isArray);
		return told.length > 0 ? told.flat() : undefined;
	};

/** What all systems say together. */
export const BOOT: Output = {
	simplified: {
		server_number: id(ofAny),
		server_ip: text(ofAny),
		server_ipv6_net: text(ofAny),
		systems: texts((boot) => offered(boot).map(([name]) => name), `what the server can boot, of ${SYSTEMS.join(', ')}`),
		active_system: text(
			(boot) =>
				active(boot)
					.map(([name]) => name)
					.join(', ') || undefined,
			'the one that the next start boots, null for none',
		),
		active_os: text(
			ofActive(({ os, dist }) => textIn(os) ?? dist),
			'its operating system or distribution',
		),
		password: text(
			ofActive(({ password }) => password),
			'its password',
		),
		authorized_key: texts(listOfActive('authorized_key'), 'the keys that may log in to it'),
		host_key: texts(listOfActive('host_key'), 'the fingerprints of its host keys'),
	},
	raw: SYSTEMS,
};
