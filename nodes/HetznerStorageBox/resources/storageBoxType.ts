import { filters, operation, resource } from '../../common/operation/operation';
import { getStorageBoxType, listStorageBoxTypes } from '../endpoints/storageBoxType';
import { list } from '../jobs/list';
import { named } from './fields/lists';
import { storageBoxTypeId } from './fields/things';

/** Reference: "Storage Box Types". */
export const storageBoxTypeResource = resource('storageBoxType', 'Storage Box Type', [
	operation('get', {
		name: 'Get',
		action: 'Get Storage Box type',
		description: 'Get size, limits and prices of a type, by location',
		fields: [storageBoxTypeId],
		endpoint: getStorageBoxType,
	}),
	operation('getAll', {
		name: 'Get Many',
		action: 'Get many Storage Box types',
		description: 'Get many types with their prices: what can be created, and where',
		fields: [filters(named)],
		endpoint: listStorageBoxTypes,
		job: list(listStorageBoxTypes),
	}),
]);
