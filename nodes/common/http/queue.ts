/** Things that must be done one after another, whoever does them. */
export class Queue {
	private last = Promise.resolve();

	/** A place in the queue, for one of them. */
	turn(): Turn {
		let end = () => {};
		const leave = () => end();
		const take = async () => {
			leave();
			const before = this.last;
			const own = new Promise<void>((resolve) => (end = resolve));
			this.last = before.then(async () => await own);
			await before;
		};
		return { take, leave };
	}
}

export interface Turn {
	/** Comes when all who came before have left; who has a turn already leaves it first. */
	take: () => Promise<void>;
	leave: () => void;
}
