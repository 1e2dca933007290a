/** What a poll of large accounts takes, and how that grows. */
import { startAccount, type Size } from '../account.mts';
import { pass } from '../clock.mts';
import { useCredentials } from '../n8n.mts';
import { forget } from '../nodes.mts';
import { Published } from '../polling.mts';
import { kilobytes, ratioInWords, type Measuring, type Part } from '../results.mts';
import { compare } from '../rounds.mts';

interface Watched {
	what: string;
	event: string;
	half: Size;
	full: Size;
}

const WATCHED: Watched[] = [
	{
		what: 'Snapshot Completed, 200 boxes × 20 snapshots',
		event: 'snapshotCompleted',
		half: { boxes: 100, snapshots: 20 },
		full: { boxes: 200, snapshots: 20 },
	},
	{ what: 'Storage Box Changed, 200 boxes', event: 'storageBoxChanged', half: { boxes: 100 }, full: { boxes: 200 } },
	{ what: 'Market Offer Found, 1,500 offers', event: 'marketOfferFound', half: { offers: 750 }, full: { offers: 1500 } },
];

const COLUMNS = ['What', 'Work of a poll', 'Beside half as much', 'What n8n keeps', 'Beside half as much', 'A regression'];

/** Polls of one lap: each looks at other boxes. */
const POLLS = 5;

export async function measure({ short }: Measuring): Promise<Part> {
	const rounds = short ? 1 : 11;
	const rows: string[][] = [];
	for (const watched of WATCHED) rows.push(await rowOf(watched, rounds));
	return { columns: COLUMNS, rows, rounds };
}

async function rowOf({ what, event, half, full }: Watched, rounds: number): Promise<string[]> {
	forget();
	const [smaller, larger] = [await publishedFor(half, event), await publishedFor(full, event)];
	const measured = await compare({ half: smaller.lap, full: larger.lap }, rounds, 1);
	const kept = [larger.kept(), smaller.kept()] as const;
	await Promise.all([smaller.close(), larger.close()]);
	return [
		what,
		`${(measured.full.workMilliseconds / POLLS).toFixed(1)} ms`,
		ratioInWords(measured.full.work),
		kilobytes(kept[0]),
		`**${(kept[0] / kept[1]).toFixed(2)}**`,
		'above 2.20',
	];
}

/** A workflow that has looked at all of such an account. */
async function publishedFor(size: Size, event: string) {
	const account = await startAccount(size);
	const use = async () => await useCredentials(account.credentials);
	await use();
	const published = new Published({ events: [event] });
	const polls = async (count: number) => {
		await use();
		for (let poll = 0; poll < count; poll++) {
			pass(60);
			await published.poll();
		}
	};
	await published.poll(true);
	await polls(10);
	return { lap: async () => await polls(POLLS), kept: () => published.staticData, close: account.close };
}
