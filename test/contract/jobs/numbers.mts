/** The number of the first server of a fleet. */
export const FIRST = 1001;

/** The numbers of the servers of a fleet. */
export const numbersOf = (servers: number): number[] => Array.from({ length: servers }, (_, index) => FIRST + index);
