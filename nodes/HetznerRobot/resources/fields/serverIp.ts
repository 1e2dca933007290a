import { filters, type Field } from '../../../common/operation/operation';
import { toText } from '../../../common/operation/values';
import { toAddress } from '../../robot/pathValues';
import { loadedOne } from '../../../common/operation/loaded';

/** Narrows a list of addresses down to those of one server. */
export const serverIpFilter: Field = filters(
	loadedOne('server_ip', {
		displayName: 'Server',
		method: 'getServerAddresses',
		description: 'Only what is assigned to this server, given by its main IP address',
		encode: (value) => toAddress('serverIp', toText('serverIp', value)),
	}),
);
