import type { IDataObject } from 'n8n-workflow';
import type { Endpoint } from '../../common/http/endpoint';
import { ApiError, InputError, NOTHING } from '../../common/http/errors';
import { isRecord } from '../../common/http/json';
import type { PathValue } from '../../common/http/path';
import { Rehearsed } from '../../common/http/rehearsal';
import type { Inputs } from '../../common/http/request';
import type { Rehearsal, Run } from '../../common/operation/operation';
import { wordOf } from '../../common/operation/values';
import { INTERRUPTS } from '../../common/operation/warning';
import { addVSwitchServers, getVSwitch, removeVSwitchServers } from '../endpoints/vSwitch';
import { otherThan } from '../robot/ids';
import { askedAnew } from './firewall';
import { SO_ALREADY, toTarget } from './firewallPlan';
import { numberOf, progressOf, UNKNOWN } from './vSwitch';
import { lookUntil, waitsForCompletion } from './wait';

/** A vSwitch gets exactly some servers: those that are missing are added, then the others are removed. */

interface Plan {
	path: Inputs['path'];
	vSwitch: IDataObject;
	wanted: string[];
	/** What it has. */
	listed: string[];
	missing: string[];
	others: string[];
	/** What is done: `Added: "web1" (321). Removed: "db1" (345)`. */
	message: string;
}

async function planOf(run: Run): Promise<Plan> {
	const { path, values } = await run.settled();
	const wanted = values.server as string[];
	const [vSwitch = {}] = await askedAnew(run, getVSwitch, path);
	const other = otherThan(path.vSwitchId, vSwitch.id);
	if (other !== undefined) throw unclear(`Robot's reply is about vSwitch ${other}`);
	if (!Array.isArray(vSwitch.server)) throw unclear('Robot does not say which it has');
	const listed = [...new Set(vSwitch.server.map((server) => (isRecord(server) ? numberOf(server as IDataObject) : UNKNOWN)))];
	if (listed.includes(UNKNOWN)) throw unclear('Robot lists one without its number');
	const missing = wanted.filter((number) => !listed.includes(number));
	const others = listed.filter((number) => !wanted.includes(number));
	const parts = [...(await said(run, 'Added', missing)), ...(await said(run, 'Removed', others))];
	return { path, vSwitch, wanted, listed, missing, others, message: parts.join('. ') || [SO_ALREADY, ...notReady(vSwitch.server as IDataObject[])].join('. ') };
}

/** A server that is listed need not stay: an earlier change may still add or remove it, or have failed. */
function notReady(servers: IDataObject[]): string[] {
	const others = servers.filter(({ status }) => status !== 'ready').map((server) => `server ${numberOf(server)} (${wordOf(server.status ?? '') || 'no status'})`);
	return others.length > 0 ? [`Robot does not call all of them ready: ${others.join(', ')}`] : [];
}

const unclear = (problem: string) => new InputError('server', `: ${problem}`, 'Nothing was sent for this item. Use Add Servers and Remove Servers, which ask for nothing before.');

const said = async (run: Run, what: string, numbers: string[]): Promise<string[]> => (numbers.length === 0 ? [] : [`${what}: ${await labelsOf(run, numbers)}`]);

const labelsOf = async (run: Run, numbers: string[]): Promise<string> =>
	(await Promise.all(numbers.map(async (number) => (await toTarget(run, number as PathValue)).label))).join(', ');

/** Each change, with the servers that it is about. */
const changesOf = ({ missing, others }: Plan): Array<[Endpoint, string[]]> =>
	(
		[
			[addVSwitchServers, missing],
			[removeVSwitchServers, others],
		] as Array<[Endpoint, string[]]>
	).filter(([, numbers]) => numbers.length > 0);

export async function rehearseServers(run: Run): Promise<Rehearsal[]> {
	const plan = await planOf(run);
	const { path, wanted, listed, message, vSwitch } = plan;
	const requests = changesOf(plan).map(([endpoint, server]) => new Rehearsed(endpoint, { path, values: { server } }).request as IDataObject);
	const changes = requests.length === 0 ? [] : [{ field: 'server', from: listed.map(Number), to: wanted.map(Number) }];
	return [{ thing: idOf(vSwitch, path), changes, requests, message, warnings: [], ...(plan.others.length === 0 && { untrue: INTERRUPTS }) }];
}

const idOf = ({ id }: IDataObject, { vSwitchId }: Inputs['path']): IDataObject => ({ id: id ?? Number(vSwitchId) });

/** Robot takes one change at a time, so that the second waits for the first whatever is wished. */
export async function setServers(run: Run): Promise<IDataObject[]> {
	const plan = await run.remembered('the servers to change', async () => await planOf(run));
	const { path, vSwitch, missing, others, message } = plan;
	const changes = changesOf(plan);
	if (changes.length === 0) return [{ ...vSwitch, changed: false, message }];
	for (const [endpoint, server] of changes) {
		const isSecond = endpoint === removeVSwitchServers && missing.length > 0;
		if (isSecond) await untilAdded(run, plan);
		await run.call(endpoint, path, { server }).catch(async (error: unknown): Promise<never> => {
			throw isSecond ? await afterAdding(run, error, plan) : error;
		});
	}
	if (!waitsForCompletion(run)) return [{ ...idOf(vSwitch, path), success: true, changed: true, message }];
	const isDone = (_asked: string[], listed: string[]) => missing.every((number) => listed.includes(number)) && !others.some((number) => listed.includes(number));
	return [{ ...(await lookUntil(run, getVSwitch, (now) => progressOf(now, [...missing, ...others], isDone), maximumOf(run))), changed: true, message }];
}

/** The longest that Robot is said to take. */
const TWENTY_MINUTES = 20 * 60;

const maximumOf = ({ parameter }: Run): number => Number(parameter('maximumWait') ?? TWENTY_MINUTES);

async function untilAdded(run: Run, { missing, others }: Plan): Promise<void> {
	const areAdded = (asked: string[], listed: string[]) => asked.every((number) => listed.includes(number));
	try {
		await lookUntil(run, getVSwitch, (now) => progressOf(now, missing, areAdded), maximumOf(run));
	} catch (error) {
		throw await withOthers(run, error, others);
	}
}

/** What Robot refuses of the second change, or does not answer, must not hide the first. */
async function afterAdding(run: Run, error: unknown, { missing, others }: Plan): Promise<unknown> {
	if (!(error instanceof ApiError)) return error;
	const { reason = error.message, advice = '', outcome } = error.details;
	const [told, state] = outcome === 'refused' ? ['Not removed yet', 'the others were not removed'] : ['Unknown', 'it is unknown whether the others were removed'];
	const message = `Added: ${await labelsOf(run, missing)}, but ${state}: ${reason}`;
	return new ApiError(message, {
		...error.details,
		words: undefined,
		reason: undefined,
		isAfterChange: true,
		advice: `${told}: ${await labelsOf(run, others)}. The same once more does what is left. ${advice.replaceAll(NOTHING, '')}`.trim(),
	});
}

async function withOthers(run: Run, error: unknown, others: string[]): Promise<unknown> {
	if (!(error instanceof ApiError)) return error;
	const { advice = '' } = error.details;
	return new ApiError(error.message, { ...error.details, advice: `${advice} Not removed yet: ${await labelsOf(run, others)}. The same once more does that.`.trim() });
}
