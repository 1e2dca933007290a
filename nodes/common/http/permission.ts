import { isStronger, type Effect } from './endpoint';
import { ApiError } from './errors';

/** A bound on what requests may do. */
export interface Permission {
	/** The strongest effect that is allowed. */
	most: Effect;
	/** Who has set it: "Allowed Actions of the credential "Robot" is Read Only". */
	reason: string;
	/** How to mend it. */
	advice: string;
}

const DOES: Record<Effect, string> = {
	read: 'reads',
	change: 'changes something',
	interrupt: 'may interrupt what is in use',
	destroy: 'may destroy something for good',
	buy: 'may cost money',
};

/**
 * @param what is to be done: "Reset server"
 * @throws ApiError where one of the permissions does not reach so far
 */
export function checkAllowed(permissions: Permission[], effect: Effect, what: string): void {
	const broken = permissions.find(({ most }) => isStronger(effect, most));
	if (!broken) return;
	throw new ApiError(`Not allowed: "${what}" ${DOES[effect]}, and ${broken.reason}`, {
		code: 'NOT_ALLOWED',
		advice: `Nothing was sent. ${broken.advice}`,
		outcome: 'not-sent',
		cause: 'configuration-invalid',
	});
}
