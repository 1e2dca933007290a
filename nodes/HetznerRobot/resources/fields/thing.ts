import { locator } from '../../../common/operation/locator';
import { parameter, type Field } from '../../../common/operation/operation';
import { asNumber, fromList } from '../../../common/operation/tells';
import { knownBy, toThing, type Kind } from '../../../common/operation/things';

interface Details {
	displayName: string;
	description: string;
	list: { method: string; placeholder: string };
	/** An ID and a name as they are typed. */
	examples: [id: string, name: string];
}

/** What the editor shows of a thing that has an ID and a name. */
export const thingLocator = ({ displayName, description, list, examples: [id, name] }: Details) =>
	locator({
		displayName,
		description,
		list,
		by: [
			{ displayName: 'By ID', name: 'id', placeholder: `e.g. ${id}` },
			{ displayName: 'Name', name: 'name', placeholder: `e.g. ${name}`, hint: 'The name, which is looked up in the list' },
		],
	});

/** A thing that the path names, given by its ID or its name. */
export const thingInPath = (parameterName: string, kind: Kind, details: Details): Field =>
	parameter(parameterName, {
		...thingLocator(details),
		tells: { id: asNumber, name: fromList('name', details.examples[1], knownBy(kind)) },
		toPath: (given, others) => toThing(kind, parameterName, given, others),
	});
