/** The clock of this thread, which only a benchmark moves: nobody waits for a day of polls, and how busy the machine is changes nothing. */
let now = Date.now();

Date.now = () => now;

export const pass = (seconds: number): void => void (now += seconds * 1000);
