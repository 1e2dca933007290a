import type { IDataObject } from 'n8n-workflow';
import type { Parameter, Run } from '../../common/operation/operation';
import { toBoolean, toChoices, toTrimmed, wordOf } from '../../common/operation/values';

/** The statuses of a server that Robot documents, as the editor shows them. */
export const STATUSES: Record<string, string> = { 'in process': 'In Process', ready: 'Ready' };

/** Whether a server is what a filter asks for. */
type Test = (server: IDataObject) => boolean;

/** What the filters of a list of servers mean, by parameter. Robot has none: they narrow down what it has listed. */
const TESTS: Record<string, (value: unknown) => Test> = {
	namePattern: (value) => {
		const pattern = patternOf(toTrimmed('namePattern', value));
		return ({ server_name }) => pattern.test(wordOf(server_name ?? ''));
	},
	product: inText('product', 'product', (product, part) => product.includes(part)),
	dataCenter: inText('dataCenter', 'dc', (dataCenter, location) => dataCenter.startsWith(location)),
	status: (value) => {
		const wanted = toChoices('status', 'status', value, Object.keys(STATUSES));
		return ({ status }) => wanted.includes(wordOf(status ?? ''));
	},
	cancelled: (value) => {
		const wanted = toBoolean('cancelled', value);
		return ({ cancelled }) => cancelled === wanted;
	},
};

/** Looks for a text in what a server says under a key; upper and lower case are the same. */
function inText(name: string, key: string, isIn: (said: string, text: string) => boolean) {
	return (value: unknown): Test => {
		const text = toTrimmed(name, value).toLowerCase();
		return ({ [key]: said }) => isIn(wordOf(said ?? '').toLowerCase(), text);
	};
}

/** Checks a filter before anything is sent. */
export const checkFilter =
	(name: string) =>
	(value: unknown): undefined =>
		void TESTS[name]?.(value);

/** The servers of the account that match the filters. */
export async function filteredServers(run: Run): Promise<IDataObject[]> {
	const tests = testsOf(run.parameter);
	return (await run.send()).filter((server) => tests.every((test) => test(server)));
}

function testsOf(parameter: Parameter): Test[] {
	const filters = parameter('filters');
	const given = typeof filters === 'object' && filters !== null ? Object.entries(filters) : [];
	return given.flatMap(([name, value]) => (Object.hasOwn(TESTS, name) ? [(TESTS[name] as (typeof TESTS)[string])(value)] : []));
}

/** `web-*`: a star stands for anything, a question mark for one character; upper and lower case are the same. */
function patternOf(text: string): RegExp {
	const escaped = text.replace(/[\\^$.+()[\]{}|]/g, '\\$&');
	return new RegExp(`^${escaped.replace(/\*/g, '.*').replace(/\?/g, '.')}$`, 'isu');
}
