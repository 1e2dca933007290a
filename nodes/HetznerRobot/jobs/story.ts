import { afterChange, ApiError, NOTHING } from '../../common/http/errors';

/** What a job has changed so far, which no error of what comes later may deny. */
export class Story {
	private readonly done: string[] = [];
	/** What the person has to know of how it stands now. */
	advice = '';

	/** Does the next thing. What is done then is told by the errors of all that follows. */
	async step<T>(done: string, work: () => Promise<T>): Promise<T> {
		const result = await work().catch((error: unknown): never => {
			throw this.told(error);
		});
		this.done.push(done);
		return result;
	}

	/** The error, with what was done before it. */
	told(error: unknown): unknown {
		if (this.done.length === 0 || !(error instanceof ApiError)) return error;
		const { reason = error.message, advice = '' } = error.details;
		return new ApiError(`${this.inWords()}, but then: ${reason}`, {
			...afterChange(error).details,
			advice: `${this.advice} ${advice.replaceAll(NOTHING, '')}`.trim(),
		});
	}

	/** "The rescue system was activated, and the server was reset". */
	inWords(): string {
		const words = this.done.join(', ').replace(/, (?!.*, )/, ', and ');
		return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
	}
}
