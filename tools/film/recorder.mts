import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { run } from '../../demo/process.mts';

/** Films a page of headless Chromium: it sends a picture whenever something changes. Debian's `ffmpeg` makes a film of them. */
export class Recorder {
	readonly #session: CDPSession;
	readonly #folder: string;
	readonly #frames: Array<{ path: string; at: number }> = [];
	readonly #writing: Array<Promise<void>> = [];
	/** Seconds that were left out, and since when something is. */
	#leftOut = 0;
	#pausedAt: number | undefined;

	private constructor(session: CDPSession, folder: string) {
		this.#session = session;
		this.#folder = folder;
	}

	static async start(page: Page): Promise<Recorder> {
		const session = await page.context().newCDPSession(page);
		const recorder = new Recorder(session, await mkdtemp(join(tmpdir(), 'film-')));
		session.on('Page.screencastFrame', ({ data, metadata, sessionId }) => {
			recorder.#keep(data, metadata.timestamp ?? Date.now() / 1000);
			void session.send('Page.screencastFrameAck', { sessionId }).catch(() => undefined);
		});
		await session.send('Page.startScreencast', { format: 'jpeg', quality: 90 });
		return recorder;
	}

	/** Seconds of the newest picture since the first. */
	get seconds(): number {
		const [first, last] = [this.#frames[0], this.#frames.at(-1)];
		return first && last ? last.at - first.at : 0;
	}

	/** Leaves out what comes until `goOn`: a page that loads is nothing to look at. */
	pause(): void {
		this.#pausedAt = Date.now() / 1000;
	}

	goOn(): void {
		if (this.#pausedAt !== undefined) this.#leftOut += Date.now() / 1000 - this.#pausedAt;
		this.#pausedAt = undefined;
	}

	#keep(data: string, taken: number): void {
		if (this.#pausedAt !== undefined) return;
		const at = taken - this.#leftOut;
		const path = join(this.#folder, `${String(this.#frames.length).padStart(6, '0')}.jpg`);
		this.#frames.push({ path, at });
		this.#writing.push(writeFile(path, Buffer.from(data, 'base64')));
	}

	/** Ends, and writes `film`, an MP4, and `short`, a GIF of its first seconds. */
	async finish({ film, short, shortSeconds }: { film: string; short: string; shortSeconds: number }): Promise<void> {
		await this.#session.send('Page.stopScreencast');
		await Promise.all(this.#writing);
		const list = join(this.#folder, 'frames.txt');
		await writeFile(list, this.#frames.map(({ path, at }, index) => `file '${path}'\nduration ${((this.#frames[index + 1]?.at ?? at + 2) - at).toFixed(3)}`).join('\n'));
		const input = ['-y', '-loglevel', 'error', '-f', 'concat', '-safe', '0', '-i', list];
		await run('ffmpeg', [...input, '-vf', 'fps=12,scale=1120:-2', '-c:v', 'libx264', '-crf', '30', '-preset', 'slow', '-pix_fmt', 'yuv420p', '-movflags', '+faststart', film]);
		const colours = 'split[a][b];[a]palettegen=max_colors=64:stats_mode=diff[p];[b][p]paletteuse=dither=none:diff_mode=rectangle';
		await run('ffmpeg', [...input, '-t', shortSeconds.toFixed(1), '-vf', `fps=5,scale=840:-2,${colours}`, short]);
		await rm(this.#folder, { recursive: true });
	}
}
