/** Sides of a comparison take turns: what disturbs the machine disturbs all, and only ratios within one round are used. */

export type Side = () => Promise<unknown>;

export interface Measured {
	/** The median of the side's times, in milliseconds. */
	milliseconds: number;
	/** Its times beside those of the first side. */
	time: Ratio;
	/** The same with the time that the processor worked in this thread, which a busy machine hardly changes. */
	work: Ratio;
}

/** Of two sides, round by round: the median, and between which bounds half of the rounds are. */
export interface Ratio {
	median: number;
	from: number;
	to: number;
}

interface Lap {
	time: number;
	work: number;
}

const WARM_UPS = 3;

/** Runs all sides in turn, in another order each round. The first is what the others are compared with. */
export async function compare<Name extends string>(sides: Record<Name, Side>, rounds: number): Promise<Record<Name, Measured>> {
	const names = Object.keys(sides) as Name[];
	const laps = Object.fromEntries(names.map((name) => [name, [] as Lap[]])) as Record<Name, Lap[]>;
	for (let round = -WARM_UPS; round < rounds; round++) {
		for (const name of inTurn(names, round + WARM_UPS)) {
			const lap = await lapOf(sides[name]);
			if (round >= 0) laps[name].push(lap);
		}
	}
	return Object.fromEntries(names.map((name) => [name, measured(laps[name], laps[names[0] as Name])])) as Record<Name, Measured>;
}

const inTurn = <T,>(names: T[], round: number): T[] => [...names.slice(round % names.length), ...names.slice(0, round % names.length)];

async function lapOf(side: Side): Promise<Lap> {
	const begun = performance.now();
	const before = process.threadCpuUsage();
	await side();
	const { user, system } = process.threadCpuUsage(before);
	return { time: performance.now() - begun, work: (user + system) / 1000 };
}

const measured = (own: Lap[], others: Lap[]): Measured => ({
	milliseconds: quantile(
		own.map(({ time }) => time),
		0.5,
	),
	time: ratio(own, others, 'time'),
	work: ratio(own, others, 'work'),
});

function ratio(own: Lap[], others: Lap[], of: keyof Lap): Ratio {
	const ratios = own.map((lap, round) => lap[of] / (others[round] as Lap)[of]);
	return { median: quantile(ratios, 0.5), from: quantile(ratios, 0.25), to: quantile(ratios, 0.75) };
}

/** The value below which that share of the values lies. */
function quantile(values: number[], share: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.round((sorted.length - 1) * share)] as number;
}
