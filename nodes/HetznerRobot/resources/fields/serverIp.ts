import { field, filters, type Field } from '../../operation';
import { toAddress, toText } from '../../values';

/** Narrows a list of addresses down to those of one server. */
export const serverIpFilter: Field = filters(
	field('server_ip', {
		displayName: 'Server Name or ID',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getServerAddresses' },
		default: '',
		description:
			'Only what is assigned to this server, given by its main IP address. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		encode: (value) => toAddress('serverIp', toText('serverIp', value)),
	}),
);
