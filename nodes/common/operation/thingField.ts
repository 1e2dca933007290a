import { locator, type LocatorDetails } from './locator';
import { parameter, type Field } from './operation';
import { asNumber, fromList } from './tells';
import { knownBy, toThing, type Kind } from './things';

export interface ThingDetails extends Omit<LocatorDetails, 'by'> {
	/** An ID and a name as they are typed. */
	examples: [id: string, name: string];
}

export const byId = (example: string) => ({ displayName: 'By ID', name: 'id', placeholder: `e.g. ${example}` });

/** What the editor shows of a thing that has an ID and a name. */
export const thingLocator = ({ examples: [id, name], ...details }: ThingDetails) =>
	locator({
		...details,
		by: [byId(id), { displayName: 'Name', name: 'name', placeholder: `e.g. ${name}`, hint: 'The name, which is looked up in the list' }],
	});

/** For what an item says of such a thing: the name that was given, or none. */
export const nameOf = (kind: Kind, { examples }: ThingDetails) => fromList('name', examples[1], knownBy(kind));

/** A thing that the path names, given by its ID or its name. */
export const thingInPath = (parameterName: string, kind: Kind, details: ThingDetails, more: Pick<Field, 'inWords'> = {}): Field =>
	parameter(parameterName, {
		...thingLocator(details),
		tells: { id: asNumber, name: nameOf(kind, details) },
		toPath: (given, others) => toThing(kind, parameterName, given, others),
		...more,
	});
