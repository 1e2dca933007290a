import type { IDataObject } from 'n8n-workflow';
import { ApiError } from '../../common/http/errors';
import type { PathValue } from '../../common/http/path';
import type { Run } from '../../common/operation/operation';
import { listedTypes } from '../lookups/resets';
import { AUTO, gentlest, IS_OFF, isOff, notOffered, typesIn } from '../robot/resetTypes';
import { NotPerformed } from './lastResets';
import { lookAtReset } from './lookAtReset';

/** What a server is reset with. */
export interface ChosenReset {
	type: string;
	/** Why it is this type, where the node has chosen it. */
	reason?: string;
	/** The types that the server offers, where they were asked for. */
	offered?: string[];
}

/** What does nothing to a server that is off. A technician sees what it needs. */
const FOR_RUNNING = ['hw', 'power_long', 'sw'];

/** A server that is off is told apart later, where that decides. */
const GENTLEST = gentlest({ off: false, mustStart: false });

const GENTLEST_OFFERED = 'It is the gentlest type that the server offers.';

/** Why a server is pressed, whether it runs or not. */
export const PRESSED = `${GENTLEST_OFFERED} A press of the power button shuts a running server down, and starts one that is off.`;

const REASONS: Record<string, string> = { power: PRESSED };

const STARTS = 'The server was off: a press of the power button starts it.';

export const NOT_RESET = 'Nothing was reset.';

/** Chooses what one item's server is reset with. */
export class ResetChoice {
	private readonly run: Run;
	/** A look that fails takes its time, after which all is asked anew: it is not tried again, or that would never end. */
	private hasFailed = false;
	/** What the last look has shown. */
	private seen: IDataObject | undefined;

	constructor(run: Run) {
		this.run = run;
	}

	/**
	 * The type that was asked for, or the gentlest one. Where the node is to decide, it looks whether the server is off, as
	 * far as that matters; what Robot does not say of it changes nothing.
	 *
	 * @throws NotPerformed where that does nothing, because the server is off
	 * @throws InputError for a server that offers nothing to choose from
	 */
	async of(serverNumber: PathValue): Promise<ChosenReset> {
		const type = String(this.run.values.type);
		if (type === AUTO) return await this.gentlest(serverNumber);
		if (this.run.option('notAgainWithin') === undefined || !FOR_RUNNING.includes(type)) return { type };
		const seen = await this.look(serverNumber).catch(() => undefined);
		const types = typesIn(seen);
		const offered = types.length > 0 ? types : undefined;
		if (isOff(seen)) throw new NotPerformed(IS_OFF, offered);
		return { type, ...(offered && { offered }) };
	}

	private async gentlest(serverNumber: PathValue): Promise<ChosenReset> {
		const listed = await listedTypes(this.run.client, serverNumber);
		// It is pressed whether the server is off or not.
		if (gentlestOf(listed) === 'power') return because(listed, 'power');
		const seen = await this.look(serverNumber).catch((error: unknown) => (listed.length > 0 ? undefined : Promise.reject(error)));
		const shown = typesIn(seen);
		const offered = shown.length > 0 ? shown : listed;
		const type = gentlestOf(offered);
		if (type === undefined) throw notOffered('type', GENTLEST, offered, NOT_RESET);
		if (!isOff(seen)) return because(offered, type);
		if (offered.includes('power')) return { type: 'power', reason: STARTS, offered };
		throw new NotPerformed(`${IS_OFF} Robot offers no press of the power button for this server.`, offered);
	}

	/**
	 * Whether Robot says that the server is off, as far as it can be asked.
	 *
	 * @throws ApiError for what stops the reset as well
	 */
	async knowsOff(serverNumber: PathValue): Promise<boolean> {
		return isOff(this.seen ?? (await this.look(serverNumber).catch(unlessItStops)));
	}

	private async look(serverNumber: PathValue): Promise<IDataObject | undefined> {
		if (this.hasFailed) return undefined;
		this.hasFailed = true;
		const reset = await lookAtReset(this.run, serverNumber, NOT_RESET, { fresh: true });
		this.hasFailed = false;
		this.seen = reset;
		return reset;
	}
}

/** Where Robot knows no such server, or no reset of it, and where nobody may ask at all. */
const NO_RESET = ['CANCELLED', 'RESET_NOT_AVAILABLE', 'SERVER_NOT_FOUND'];

function unlessItStops(error: unknown): undefined {
	if (error instanceof ApiError && (NO_RESET.includes(error.details.code) || error.details.cause === 'credential-invalid')) throw error;
}

const because = (offered: string[], type: string): ChosenReset => ({ type, reason: REASONS[type] ?? GENTLEST_OFFERED, offered });

const gentlestOf = (offered: string[]): string | undefined => GENTLEST.find((type) => offered.includes(type));
