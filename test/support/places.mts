import type { INodeParameters, INodePropertyCollection } from 'n8n-workflow';
import type { Field } from '../../nodes/common/operation/operation.ts';
import { resources } from '../../nodes/HetznerRobot/resources/index.ts';
import { by, NEXT_YEAR } from '../contract/case.mts';
import { choiceOf, type DocumentedEndpoint } from '../contract/documentation/documentation.mts';

/** A place of the editor at which a value is entered, found by walking through the node's resources. */
export interface Place {
	/** `serverNumber`, `options.waitForLimit`, `inputRules.rule.srcIp`; of a locator each mode, too: `serverNumber (ip)`. */
	name: string;
	/** How the editor calls it. */
	label: string;
	/** `top`, the collection or the rows that it stands in. */
	within: string;
	/** `required string`, `optional number`, ... */
	kind: string;
	/** The parameters with a value entered there. */
	enter: (given: INodeParameters, value: string) => INodeParameters;
}

const ANY = { name: 'all', action: 'accept', ipVersion: '', protocol: '', dstPort: '', srcPort: '', dstIp: '', srcIp: '', tcpFlags: '' };

/** What stands beside a choice, so that nothing else is wrong. */
const BESIDE: Record<string, INodeParameters> = {
	'rules=rows': { inputRules: { rule: [ANY] } },
	'rules=json': { rulesJson: '[{ "action": "accept" }]' },
	'rules=template': { templateId: by('id', '11') },
	'outputRulesMode=rows': { outputRules: { rule: [ANY] } },
	'period=custom': { type: 'month', from: NEXT_YEAR, to: NEXT_YEAR },
};

/**
 * Every place of the operation that an endpoint belongs to. A collection and its rows as a whole are none: n8n itself puts
 * its defaults in the place of an expression there, before it asks the node.
 */
export function placesOf(endpoint: DocumentedEndpoint): Place[] {
	const { choice, fields, calls } = resources.find(({ value }) => value === endpoint.resource)!.operations.find(({ value }) => value === endpoint.operation)!;
	const [chosen] = Object.values(choiceOf(endpoint));
	const isForIt = ({ showIf = {} }: Field) => !choice || (showIf[choice.property.name] ?? [chosen]).includes(chosen as string);
	return [...(choice ? [choice] : []), ...fields.filter(isForIt), ...calls.find(({ chosenBy }) => chosenBy === chosen)!.fields].flatMap(placesIn);
}

function placesIn(field: Field): Place[] {
	if (field.fields) return field.fields.flatMap((inner) => inCollection(field.property.name, inner));
	if (field.property.type === 'fixedCollection') return inRows(field);
	return field.property.type === 'notice' ? [] : [itself(field), ...inModes(field)];
}

const kindOf = ({ property: { type, required }, needed, toPath }: Field) =>
	`${required || needed ? 'required' : 'optional'} ${type}${type === 'number' && toPath ? ' in the path' : ''}`;

function itself(field: Field): Place {
	const { name, displayName } = field.property;
	return { name, label: displayName, within: 'top', kind: kindOf(field), enter: (given, value) => ({ ...shown(field, given), [name]: value }) };
}

function inModes(field: Field): Place[] {
	const { name } = field.property;
	return (field.property.modes ?? []).map((mode) => ({
		...itself(field),
		name: `${name} (${mode.name})`,
		within: 'mode',
		enter: (given, value) => ({ ...shown(field, given), [name]: by(mode.name, value) }),
	}));
}

/** Added beside what is given there; a locator in each of its modes, too. */
function inCollection(collection: string, field: Field): Place[] {
	const { name, displayName, modes = [] } = field.property;
	const added = (given: INodeParameters, value: string | ReturnType<typeof by>) => ({ ...given, [collection]: { ...(given[collection] as INodeParameters), [name]: value } });
	const place: Place = { name: `${collection}.${name}`, label: displayName, within: collection, kind: kindOf(field), enter: added };
	const inMode = (mode: string): Place => ({
		...place,
		name: `${place.name} (${mode})`,
		within: `mode of ${collection}`,
		enter: (given, value) => added(given, by(mode, value)),
	});
	return [place, ...modes.map((mode) => inMode(mode.name))];
}

/** In a second row, behind one that accepts everything. */
function inRows(field: Field): Place[] {
	const rows = field.property.name;
	const [group] = field.property.options as INodePropertyCollection[];
	return group!.values.map(({ name, type, displayName }) => ({
		name: `${rows}.${group!.name}.${name}`,
		label: displayName,
		within: rows,
		kind: name === 'action' ? `required ${type}` : `optional ${type}`,
		enter: (given, value) => ({ ...shown(field, given), [rows]: { [group!.name]: [ANY, { ...ANY, name: 'office', [name]: value }] } }),
	}));
}

/** The given parameters with those that make the editor show a field. */
function shown({ showIf = {} }: Field, given: INodeParameters): INodeParameters {
	const missing = Object.entries(showIf).filter(([name, values]) => !values.includes(given[name] as string));
	const choices = missing.map(([name, [value]]) => ({ ...BESIDE[`${name}=${value}`], [name]: value }));
	return Object.assign({ ...given }, ...choices) as INodeParameters;
}
