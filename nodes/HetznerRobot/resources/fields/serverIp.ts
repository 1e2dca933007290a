import { locator } from '../../../common/operation/locator';
import { field, filters, type Field } from '../../../common/operation/operation';
import { toMainAddress } from './mainAddress';
import { serverModes } from './server';

/** Narrows a list of addresses down to those of one server. */
export const serverIpFilter: Field = filters(
	field('server_ip', {
		...locator({
			displayName: 'Server',
			description: 'Only what is assigned to this server, which Robot tells by its main IPv4 address',
			list: { method: 'searchServerAddresses', placeholder: 'Select a server...' },
			by: serverModes,
		}),
		required: undefined,
		encode: (given) => toMainAddress('serverIp', given, 'server_ip'),
	}),
);
