/** "1 second", "2 seconds" */
export const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;

/** "1 is left", "2 are left": the verb alone. */
export const isOrAre = (count: number): string => (count === 1 ? 'is' : 'are');
