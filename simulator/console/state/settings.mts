/** What a test, or a person at the control path, sets about the simulated Console. */
export interface ConsoleSettings {
	/** How long every action takes. null: as long as each usually does. 0: it is over with the first reply. */
	actionSeconds: number | null;
	/** Commands whose next action fails, each as often as it stands here: `['create_snapshot']`. */
	failing: string[];
	/** Whether an action fails that was started while another one ran on its box. */
	failSideBySide: boolean;
	/** Whether actions look as in some documented examples: running ones carry an error, finished ones progress 0 and no `finished`. */
	misleadingActions: boolean;
	/** Whether pages say only what comes next: the page before, the last page and the number of entries may be null. */
	sparsePages: boolean;
	/** The rate limit. */
	requestsPerHour: number;
	/** How many boxes the project may have. */
	maxStorageBoxes: number;
	/** Whether a second box of a name is refused, which is not confirmed. */
	uniqueNames: boolean;
	/** How long a new box is missing in the list of boxes, though it can be asked for by its id. */
	listLagSeconds: number;
}

export const usualSettings = (): ConsoleSettings => ({
	actionSeconds: null,
	failing: [],
	failSideBySide: true,
	misleadingActions: false,
	sparsePages: false,
	requestsPerHour: 3600,
	maxStorageBoxes: 100,
	uniqueNames: true,
	listLagSeconds: 0,
});

const SOUND: { [Name in keyof ConsoleSettings]: [is: (value: unknown) => boolean, what: string] } = {
	actionSeconds: [(value) => value === null || isNumber(value, 0), 'null, or a number of 0 or more'],
	failing: [(value) => Array.isArray(value) && value.every((command) => typeof command === 'string'), 'a list of commands'],
	failSideBySide: [isFlag, 'true or false'],
	misleadingActions: [isFlag, 'true or false'],
	sparsePages: [isFlag, 'true or false'],
	requestsPerHour: [(value) => isNumber(value, 1), 'a number of 1 or more'],
	maxStorageBoxes: [(value) => isNumber(value, 0), 'a number of 0 or more'],
	uniqueNames: [isFlag, 'true or false'],
	listLagSeconds: [(value) => isNumber(value, 0), 'a number of 0 or more'],
};

/** Says what is wrong with settings, or undefined when they are sound. */
export function settingsProblem(settings: object): string | undefined {
	for (const [name, value] of Object.entries(settings)) {
		if (!Object.hasOwn(SOUND, name)) return `There is no ${name}, but ${Object.keys(SOUND).join(', ')}.`;
		const [is, what] = SOUND[name as keyof ConsoleSettings];
		if (!is(value)) return `${name} is ${what}.`;
	}
	return undefined;
}

function isFlag(value: unknown): boolean {
	return typeof value === 'boolean';
}

function isNumber(value: unknown, least: number): boolean {
	return typeof value === 'number' && value >= least;
}
