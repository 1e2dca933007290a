import type { IDataObject } from 'n8n-workflow';
import { ApiError } from '../../common/http/errors';
import type { PathValue } from '../../common/http/path';
import type { Inputs } from '../../common/http/request';
import type { Completion, Run } from '../../common/operation/operation';
import { INTERRUPTS } from '../../common/operation/warning';
import { notOffered, typesIn, whileOff } from '../robot/resetTypes';
import { NOT_RESET, PRESSED, ResetChoice, type ChosenReset } from './chosenReset';
import { aboutReset, NotPerformed, OwnReset, serverOf } from './lastResets';
import { lookAtReset } from './lookAtReset';

/** What the choice by the node brings that nobody has asked for by name. */
const STAYS_OFF =
	'May leave the server off: Robot offers no software reset for it. A press of the power button shuts down a server that runs, and only a second press starts it; a hardware reset starts it at once.';

/** Resets a server, or says why not: Gentlest Offered chooses the type, and Not Again Within may hold the reset back. */
export async function resetServer(run: Run): Promise<IDataObject[]> {
	const reset = new OwnReset(run);
	const choice = new ResetChoice(run);
	let chosen: ChosenReset = { type: String(run.values.type) };
	const remember = async () => (chosen = await run.remembered('the chosen reset', async () => await Promise.resolve(chosen)));
	const complete = async ({ path }: Inputs): Promise<Completion> => {
		const serverNumber = path.serverNumber as PathValue;
		reset.check(serverNumber);
		chosen = await choice.of(serverNumber);
		await remember();
		// Others may have sent one while this one looked.
		reset.check(serverNumber);
		reset.note(serverNumber);
		if (run.foretell) await foretell(run, choice, serverNumber, chosen);
		return { values: { type: chosen.type } };
	};
	const about = async (replies: IDataObject[]) => aboutReset(replies, await serverOf(run), (await remember()).type);
	const sent = reset.follow(run.send({ complete }).then(about));
	return await sent.then(
		(replies) => replies.map((reply) => ({ ...reply, ...chosen, type: reply.type ?? chosen.type, performed: true })),
		async (error: unknown) => (error instanceof NotPerformed ? [notPerformed(run, error)] : await explainType(run, chosen.type, error)),
	);
}

/** Whether the server is off decides what is true of a reset: a dry run looks, whatever the type. */
async function foretell(run: Run, choice: ResetChoice, serverNumber: PathValue, chosen: ChosenReset): Promise<void> {
	const known = { performed: false, ...chosen };
	if (await choice.knowsOff(serverNumber)) run.foretell?.(known, whileOff(chosen.type), INTERRUPTS);
	else run.foretell?.(known, chosen.reason === PRESSED ? STAYS_OFF : undefined);
}

function notPerformed(run: Run, { message, offered }: NotPerformed): IDataObject {
	const item = { type: run.values.type as string, performed: false, reason: message, ...(offered && { offered }) };
	run.foretell?.(item);
	return item;
}

/** Robot only says that the type is invalid: then the node asks which types there are. */
async function explainType(run: Run, type: string, error: unknown): Promise<never> {
	const isType = error instanceof ApiError && error.details.outcome === 'refused' && error.details.code === 'INVALID_INPUT' && error.details.invalid?.includes('type');
	const offered = isType ? await offeredBy(run).catch(() => []) : [];
	if (offered.length === 0 || offered.includes(type)) throw error;
	throw notOffered('type', [type], offered, NOT_RESET);
}

const offeredBy = async (run: Run): Promise<string[]> => typesIn(await lookAtReset(run, await serverOf(run), NOT_RESET));
