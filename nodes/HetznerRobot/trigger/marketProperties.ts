import type { INodeProperties } from 'n8n-workflow';
import { marketFilters } from '../resources/fields/marketFilters';
import { shownFor } from './properties';

/** What an offer has to be like. */
export const marketFiltersProperty: INodeProperties = {
	displayName: 'Market Filters',
	name: 'marketFilters',
	type: 'collection',
	placeholder: 'Add Filter',
	displayOptions: shownFor('marketOfferFound', 'marketPriceReduced'),
	default: {},
	description: 'What an offer has to be like. Without filters every new offer, and every reduced price, starts the workflow.',
	options: marketFilters.map(({ property }) => property),
};

/** The parameters for the offers of the server market. */
export const marketProperties: INodeProperties[] = [
	marketFiltersProperty,
	{
		displayName: 'Find Again When Cheaper',
		name: 'againWhenCheaper',
		type: 'boolean',
		displayOptions: shownFor('marketOfferFound'),
		default: false,
		description: 'Whether an offer that is known is found again each time its price falls below the lowest one so far',
	},
];
