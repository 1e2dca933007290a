import type { IDataObject, ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import type { ApiClient } from '../../common/http/client';
import { inMinutes, type Endpoint } from '../../common/http/endpoint';
import { DEFAULT_SHARE } from './parameters';

/** How long so many requests take within polling's share of a limit, in seconds; 0 as long as no limit is known. */
export function secondsWithin(share: number, { accountMemory }: ApiClient, requests: number, endpoint: Endpoint): number {
	const { max, seconds } = accountMemory.ledger.usage(endpoint);
	return Math.ceil((requests * seconds) / Math.max(1, Math.floor((max * share) / 100)));
}

/** A list of all boxes of the account, each with how long it takes to look at as many in turns: the notes of the editor cannot know. */
export function withTurns(boxes: INodePropertyOptions[], context: ILoadOptionsFunctions, client: ApiClient, endpoint: Endpoint): INodePropertyOptions[] {
	const seconds = secondsWithin(enteredShare(context), client, boxes.length, endpoint);
	if (boxes.length < 2 || seconds === 0) return boxes;
	const description = `With all ${boxes.length} watched, each can be looked at every ${inMinutes(seconds)}.`;
	return boxes.map((box) => ({ ...box, description }));
}

/** An expression is not known in the editor. */
function enteredShare(context: ILoadOptionsFunctions): number {
	const options = context.getCurrentNodeParameter('options') as IDataObject | undefined;
	const share = Number(options?.budgetShare ?? DEFAULT_SHARE);
	return share >= 1 && share <= 100 ? share : DEFAULT_SHARE;
}
