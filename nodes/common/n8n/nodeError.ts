import { NodeApiError, NodeOperationError, type IDataObject, type INode, type INodeParameters, type JsonObject } from 'n8n-workflow';
import { ApiError, InputError } from '../http/errors';
import { isTool } from './agents';
import { withoutSecrets } from './secrets';

/**
 * The node as an error may carry it: n8n stores an error with its node, logs it, and hands it to the error workflow. A
 * password that was typed into a parameter is masked.
 */
export const blamed = (node: INode): INode => ({ ...node, parameters: withoutSecrets(node.parameters) as INodeParameters });

/** What n8n shows for an error: it says what happened, how to mend it, and at which item. */
export function toNodeError(node: INode, error: unknown, itemIndex?: number, displayName?: string): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	if (error instanceof ApiError) return apiError(node, error, itemIndex);
	if (error instanceof InputError) {
		const separator = error.problem.startsWith(':') ? '' : ' ';
		const message = `${displayName ?? error.parameter}${separator}${error.problem}`;
		return saying(message, new NodeOperationError(blamed(node), message, { itemIndex, description: error.advice ?? 'Nothing was sent.' }));
	}
	return new NodeOperationError(blamed(node), error instanceof Error ? error : String(error), { itemIndex });
}

/**
 * Built from the API's own words only, so that neither n8n's reading of a status nor a secret gets in. n8n shows the code
 * in the error's details, and hands it to the error workflow.
 */
function apiError(node: INode, { message, details }: ApiError, itemIndex?: number): NodeApiError {
	const { status, code, advice, missing = [], invalid = [], cause, retryAfterSeconds } = details;
	const options = {
		message,
		description: advice,
		httpCode: status === undefined ? '' : String(status),
		itemIndex,
		failure: cause && { cause, retryAfterMs: retryAfterSeconds === undefined ? undefined : retryAfterSeconds * 1000 },
	};
	const shown = saying(message, new NodeApiError(blamed(node), { message, missing, invalid } as JsonObject, options));
	shown.context.data = { code, ...(status !== undefined && { status }), ...(missing.length > 0 && { missing }), ...(invalid.length > 0 && { invalid }) };
	return shown;
}

/** n8n replaces a message that holds a word like ECONNRESET by its own, which advises to send the request again. */
function saying<E extends NodeApiError | NodeOperationError>(message: string, error: E): E {
	error.message = message;
	return error;
}

/** The model of an AI agent is told nothing but the message: so as a tool the node says there how to mend it as well. */
export function asTold<E extends NodeApiError | NodeOperationError>(node: INode, error: E): E {
	if (isTool(node) && error.description) error.message = `${error.message}${/[.!?]$/.test(error.message) ? '' : '.'} ${error.description}`;
	return error;
}

/**
 * The item that stands for an error where the workflow continues on errors: what happened, with its code, and how to mend
 * it. It has these two keys only, because that is how n8n tells error items from others when it routes them to the error output.
 */
export function errorItem({ message, description, context }: NodeApiError | NodeOperationError): IDataObject {
	const { code } = (context.data ?? {}) as { code?: string };
	const error = code === undefined || message.includes(code) ? message : `${message} [${code}]`;
	return description ? { error, message: description } : { error };
}
