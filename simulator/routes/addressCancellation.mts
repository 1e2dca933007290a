import { conflict, InputCheck } from '../errors.mts';
import type { Context } from '../route.mts';
import type { AddressCancellation } from '../state/network.mts';
import { cancellationDay, checkCancellationDate } from './cancellationDate.mts';

/** What IP addresses and subnets call themselves in the reasons that they give. */
type Kind = 'IP' | 'subnet';

/** Keys of the documented example: the date's has a hyphen here, unlike that of a server. */
export function cancellationKeys({ earliest_cancellation_date, cancellation_date }: AddressCancellation) {
	return {
		earliest_cancellation_date,
		cancelled: cancellation_date !== null,
		'cancellation-date': cancellation_date,
	};
}

/** Main addresses go with their server: they answer CONFLICT, to a GET too. */
export function requireCancellable({ earliest_cancellation_date }: AddressCancellation, kind: Kind): void {
	if (earliest_cancellation_date !== null) return;
	throw conflict('CONFLICT', kind === 'IP' ? "It's not possible to cancel this IP." : 'It is not possible to cancel this subnet.');
}

export function cancel(cancellation: AddressCancellation, kind: Kind, { input, clock }: Context): void {
	requireCancellable(cancellation, kind);
	if (cancellation.cancellation_date !== null) throw conflict('CONFLICT', `The ${kind} is already cancelled`);
	const date = input.text('cancellation_date');
	const check = new InputCheck();
	checkCancellationDate(check, date, cancellation.earliest_cancellation_date!);
	check.done();
	cancellation.cancellation_date = cancellationDay(date!, clock.now());
	cancellation.immediate = date === 'now';
}

export function revoke(cancellation: AddressCancellation, kind: Kind): void {
	requireCancellable(cancellation, kind);
	if (cancellation.cancellation_date === null) throw conflict('CONFLICT', `The ${kind} is not cancelled`);
	if (cancellation.immediate) throw conflict('CONFLICT', `The ${kind} cancellation has already been carried out`);
	cancellation.cancellation_date = null;
}
