/** Sides of a comparison take turns: what disturbs the machine disturbs all, and only ratios within one round are used. */

export type Side = () => Promise<unknown>;

export interface Measured {
	/** The median of the side's times, in milliseconds. */
	milliseconds: number;
	/** The median of the times that the processor worked for it. */
	workMilliseconds: number;
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

/** Runs all sides in turn, in another order each round. The first is what the others are compared with. */
export async function compare<Name extends string>(sides: Record<Name, Side>, rounds: number, warmUps = 3): Promise<Record<Name, Measured>> {
	const names = Object.keys(sides) as Name[];
	const laps = Object.fromEntries(names.map((name) => [name, [] as Lap[]])) as Record<Name, Lap[]>;
	for (let round = -warmUps; round < rounds; round++) {
		for (const name of inTurn(names, round + warmUps)) {
			const lap = await lapOf(sides[name]);
			if (round >= 0) laps[name].push(lap);
		}
	}
	return Object.fromEntries(names.map((name) => [name, measured(laps[name], laps[names[0] as Name])])) as Record<Name, Measured>;
}

/** In another order each round. */
export const inTurn = <T,>(names: readonly T[], round: number): T[] => [...names.slice(round % names.length), ...names.slice(0, round % names.length)];

async function lapOf(side: Side): Promise<Lap> {
	const begun = performance.now();
	const before = process.threadCpuUsage();
	await side();
	const { user, system } = process.threadCpuUsage(before);
	return { time: performance.now() - begun, work: (user + system) / 1000 };
}

const measured = (own: Lap[], others: Lap[]): Measured => ({
	milliseconds: median(own.map(({ time }) => time)),
	work: ratioOf(figures(own, 'work'), figures(others, 'work')),
	time: ratioOf(figures(own, 'time'), figures(others, 'time')),
	workMilliseconds: median(figures(own, 'work')),
});

const figures = (laps: Lap[], of: keyof Lap) => laps.map((lap) => lap[of]);

/** Of figures of the same rounds. */
export function ratioOf(own: number[], others: number[]): Ratio {
	const ratios = own.map((figure, round) => figure / (others[round] as number));
	return { median: quantile(ratios, 0.5), from: quantile(ratios, 0.25), to: quantile(ratios, 0.75) };
}

/** The middle one. */
export const median = (values: number[]): number => quantile(values, 0.5);

/** The value below which that share of the values lies. */
function quantile(values: number[], share: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.round((sorted.length - 1) * share)] as number;
}
