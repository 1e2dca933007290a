import { deepCopy, type IDataObject, type IExecuteFunctions, type INodeParameters, type NodeParameterValueType } from 'n8n-workflow';
import { isExpression } from './asMeant';
import type { Parameter } from './operation';

/**
 * The parameters of each item as n8n gives them. What holds no expression is the same for all items and read once, as n8n
 * takes its time for each reading; each item gets a copy of it.
 *
 * @param entered the node's parameters as they were entered, expressions included
 */
export function givenBy(context: IExecuteFunctions, entered: INodeParameters): (item: number) => Parameter {
	const shared = new Map<string, unknown>();
	// n8n throws for a parameter that is not shown, unless there is a value to fall back to.
	const read = (name: string, item: number) => (context.getNodeParameter(name, item, null) as unknown) ?? undefined;
	return (item) => (name) => {
		if (holdsExpression(entered[name])) return read(name, item);
		if (!shared.has(name)) shared.set(name, read(name, item));
		return deepCopy(shared.get(name) as NodeParameterValueType);
	};
}

/** At any depth: in a locator, in a row, in a collection. */
const holdsExpression = (entered: unknown): boolean => (typeof entered === 'object' && entered !== null ? Object.values(entered).some(holdsExpression) : isExpression(entered));

/** The value of an option that the user added, `undefined` for one that was not. */
export function optionOf(parameter: Parameter, name: string): unknown {
	const options = parameter('options');
	return typeof options === 'object' && options !== null && Object.hasOwn(options, name) ? (options as IDataObject)[name] : undefined;
}
