import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { World } from '../../simulator/index.mts';
import { by } from '../contract/case.mts';

/** A read of the simulated account: once, or once for each item of a list. */
export interface Read {
	/** `server/get` */
	operation: string;
	parameters: INodeParameters;
	/** What must have happened to the seeded account. */
	before?: (world: World) => void;
	/** The list, and what the read needs of each of its items. */
	forEach?: { list: INodeParameters; parameters: (item: IDataObject) => INodeParameters };
}

const read = (operation: string, parameters: INodeParameters = {}): Read => ({ operation, parameters });

const each =
	(resource: string, given: (item: IDataObject) => INodeParameters, more: INodeParameters = {}) =>
	(operation: string, parameters: INodeParameters = {}): Read => ({
		operation,
		parameters,
		forEach: { list: { resource, operation: 'getAll', ...more }, parameters: given },
	});

const eachServer = each('server', ({ server_number }) => ({ serverNumber: by('id', String(server_number)) }));
const eachIp = each('ip', ({ ip }) => ({ ip: by('ip', String(ip)) }));
const eachSubnet = each('subnet', ({ ip }) => ({ netIp: by('ip', String(ip)) }));
const eachBox = each('storageBox', ({ id }) => ({ storageBoxId: by('id', String(id)) }));
const eachProduct = (kind: string) =>
	each('order', ({ id }) => ({ productId: by('id', String(id)) }), { operation: 'getAllProducts', kind })('order/getProduct', { kind });
const eachTransaction = (kind: string) =>
	each('order', ({ id }) => ({ transactionId: by('id', String(id)) }), { operation: 'getAllTransactions', kind })('order/getTransaction', { kind });

/** Nothing was ever activated on the seeded account. */
const lastOf = (system: 'rescue' | 'linux', chosen: object): Read => ({
	...eachServer('boot/getLast', { system }),
	before: ({ servers }) => {
		for (const { boot } of servers) {
			const config = boot[system];
			if (config) config.last = { arch: 64, password: 'secret', authorized_key: [], hostname: null, keyboard: 'us', ...chosen };
		}
	},
});

/** Every operation that reads, with each value of its choice. */
export const reads: Read[] = [
	...['all', 'rescue', 'linux', 'vnc', 'windows', 'plesk', 'cpanel'].map((system) => eachServer('boot/get', { system })),
	lastOf('rescue', { os: 'linux' }),
	lastOf('linux', { dist: 'Debian 12 minimal', lang: 'en' }),
	read('failover/getAll'),
	each('failover', ({ ip }) => ({ failoverIp: by('ip', String(ip)) }))('failover/get'),
	eachServer('firewall/get'),
	read('firewallTemplate/getAll'),
	each('firewallTemplate', ({ id }) => ({ templateId: by('id', String(id)) }))('firewallTemplate/get'),
	read('ip/getAll'),
	eachIp('ip/get'),
	eachIp('ip/getMac'),
	eachIp('ip/getCancellation'),
	read('order/getCurrency'),
	eachServer('order/getAllProducts', { kind: 'addon' }),
	...['market', 'server'].map((kind) => read('order/getAllProducts', { kind })),
	...['addon', 'market', 'server'].map((kind) => read('order/getAllTransactions', { kind })),
	...['market', 'server'].map(eachProduct),
	...['addon', 'market', 'server'].map(eachTransaction),
	read('reset/getAll'),
	eachServer('reset/get'),
	read('reverseDns/getAll'),
	each('reverseDns', ({ ip }) => ({ ip: by('ip', String(ip)) }))('reverseDns/get'),
	read('server/getAll'),
	eachServer('server/get'),
	eachServer('server/getCancellation'),
	read('sshKey/getAll'),
	each('sshKey', ({ fingerprint }) => ({ fingerprint: by('id', String(fingerprint)) }))('sshKey/get'),
	read('storageBox/getAll'),
	eachBox('storageBox/get'),
	eachBox('storageBox/getSnapshotPlan'),
	eachBox('storageBoxSnapshot/getAll'),
	eachBox('storageBoxSubaccount/getAll'),
	read('subnet/getAll'),
	eachSubnet('subnet/get'),
	eachSubnet('subnet/getMac'),
	eachSubnet('subnet/getCancellation'),
	read('traffic/get', { ip: ['203.0.113.10'], period: 'lastMonth' }),
	read('traffic/get', { ip: ['203.0.113.10', '203.0.113.11'], period: 'last24Hours', singleValues: true }),
	read('vSwitch/getAll'),
	each('vSwitch', ({ id }) => ({ vSwitchId: by('id', String(id)) }))('vSwitch/get'),
	eachServer('wakeOnLan/get'),
];
