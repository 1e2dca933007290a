import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { Row } from '../faults/rows.mts';

/** Given in the editor, or by an expression that takes it from the input item. */
export type Way = 'parameter' | 'expression';

/** The parameters of a row with some values changed, and the input that expressions take them from. */
export function given(row: Pick<Row, 'parameters'>, changes: Array<[string, unknown]>, way: Way): { parameters: INodeParameters; items: INodeExecutionData[] } {
	const parameters = structuredClone(row.parameters) as Record<string, unknown>;
	const json: Record<string, unknown> = {};
	changes.forEach(([name, value], index) => {
		json[`v${index}`] = value;
		const [outer, inner] = name.split('.') as [string, string | undefined];
		const entered = way === 'expression' ? `={{ $json.v${index} }}` : value;
		if (inner === undefined) parameters[outer] = entered;
		else parameters[outer] = { ...(typeof parameters[outer] === 'object' ? parameters[outer] : {}), [inner]: entered };
	});
	return { parameters: parameters as INodeParameters, items: [{ json: json as INodeExecutionData['json'] }] };
}
