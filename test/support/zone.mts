import { runInThisContext } from 'node:vm';

/** Node keeps the machine's zone outside of the context that Jest runs a test in. */
const setZone = (zone: string | undefined) => runInThisContext('(zone) => zone === undefined ? delete process.env.TZ : process.env.TZ = zone')(zone) as void;

/** Does something on a machine in another time zone. */
export async function inZone(zone: string, work: () => Promise<void>): Promise<void> {
	const before = process.env.TZ;
	setZone(zone);
	await work().finally(() => setZone(before));
}
