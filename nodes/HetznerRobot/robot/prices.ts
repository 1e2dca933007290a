/** A price is a number or digits, as in "44.0300". Whatever else Robot says, it does not say a price: `undefined`. */
export function priceIn(value: unknown): number | undefined {
	const isPrice = typeof value === 'number' ? Number.isFinite(value) && value >= 0 : typeof value === 'string' && /^\d+(\.\d+)?$/.test(value);
	return isPrice ? Number(value) : undefined;
}
