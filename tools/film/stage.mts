import type { Page } from 'playwright-core';

/** Runs in the page: headless Chromium shows no pointer, and nobody says what is going on. */
function stage(): void {
	const begin = () => {
		const pointer = document.createElement('div');
		Object.assign(pointer.style, {
			position: 'fixed',
			zIndex: '999999',
			width: '22px',
			height: '22px',
			margin: '-11px 0 0 -11px',
			borderRadius: '50%',
			background: 'rgba(255, 109, 90, 0.55)',
			border: '2px solid white',
			pointerEvents: 'none',
			transition: 'left 0.25s, top 0.25s, transform 0.15s',
			left: '700px',
			top: '450px',
		});
		document.body.append(pointer);
		document.addEventListener('mousemove', ({ clientX, clientY }) => Object.assign(pointer.style, { left: `${clientX}px`, top: `${clientY}px` }), true);
		document.addEventListener('mousedown', () => (pointer.style.transform = 'scale(0.6)'), true);
		document.addEventListener('mouseup', () => (pointer.style.transform = ''), true);
		const caption = document.createElement('div');
		caption.id = 'film-caption';
		Object.assign(caption.style, {
			position: 'fixed',
			zIndex: '999998',
			left: '50%',
			bottom: '18px',
			transform: 'translateX(-50%)',
			padding: '10px 22px',
			borderRadius: '8px',
			background: 'rgba(20, 20, 30, 0.88)',
			color: 'white',
			whiteSpace: 'nowrap',
			font: '600 20px sans-serif',
			pointerEvents: 'none',
		});
		caption.textContent = sessionStorage.getItem('film-caption') ?? '';
		caption.hidden = caption.textContent === '';
		document.body.append(caption);
	};
	if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin);
	else begin();
}

/** Shows pointer and captions on every page from now on. */
export async function setStage(page: Page): Promise<void> {
	await page.addInitScript(stage);
}

/** Says at the lower edge what goes on, on the pages after this one, too. */
export async function say(page: Page, text: string): Promise<void> {
	await page.evaluate((words) => {
		sessionStorage.setItem('film-caption', words);
		const caption = document.getElementById('film-caption');
		if (caption) Object.assign(caption, { textContent: words, hidden: words === '' });
	}, text);
}
