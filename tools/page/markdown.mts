export const code = (text: string) => `\`${text}\``;

/** The lines of a table's cell, each once. */
export const lines = (texts: string[]) => [...new Set(texts)].join('<br>');

export const row = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

export const table = (titles: string[], rows: string[][]) => [titles, titles.map(() => '---'), ...rows].map(row).join('\n');

/** A heading's anchor, as GitHub makes it. */
export const anchor = (heading: string) =>
	heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\s_-]/gu, '')
		.replaceAll(' ', '-');
