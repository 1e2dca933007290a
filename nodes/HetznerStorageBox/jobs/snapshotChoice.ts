import { isRecord, type JsonRecord } from '../../common/http/json';
import type { PathValue } from '../../common/http/path';
import type { RequestValues } from '../../common/http/request';
import type { Parameter, Run } from '../../common/operation/operation';
import { isEmpty, toInteger, wordOf } from '../../common/operation/values';
import { toLabelSelector } from '../console/labelSelector';
import { toPattern } from '../console/pattern';
import type { Rules } from './retention';

/** Which snapshots an operation is about: all others are neither counted nor touched. */
export interface Choice {
	/** What the list is asked for. */
	query: RequestValues;
	/** Holds the list against that: an API that ignores it must not make more be deleted. */
	isMeant: Test;
	rules: Rules;
}

type Test = (snapshot: JsonRecord) => boolean;

/** A whole number from 1: nothing, 0 and what is no number would delete all. */
export const toCount = (name: keyof Rules, value: unknown): number => toInteger(name, value, 1);

/** What the filters of Prune leave; without them what was made by hand. */
export async function chosenToPrune({ parameter, settled }: Run): Promise<Choice> {
	const { path, values } = await settled();
	const isAutomatic = values.is_automatic === true;
	const [rules, filters] = [recordIn(parameter, 'rules'), recordIn(parameter, 'filters')];
	const tests = [
		ofBox(path.storageBoxId),
		madeBy(isAutomatic),
		selectedBy(values.label_selector),
		like('name', filters, 'namePattern'),
		like('description', filters, 'descriptionPattern'),
	];
	return {
		query: { ...values, is_automatic: isAutomatic },
		isMeant: (snapshot) => tests.every((test) => test(snapshot)),
		rules: { ...ruleIn(rules, 'keepNewest'), ...ruleIn(rules, 'olderThanDays') },
	};
}

/** What was made by hand and has the labels of the new snapshot. */
export async function chosenToRotate({ parameter, settled }: Run): Promise<Choice> {
	const { path, values } = await settled();
	const tests = [ofBox(path.storageBoxId), madeBy(false), labelled(values.labels ?? {})];
	return {
		query: { is_automatic: false },
		isMeant: (snapshot) => tests.every((test) => test(snapshot)),
		rules: { keepNewest: toCount('keepNewest', parameter('keepNewest')) },
	};
}

const recordIn = (parameter: Parameter, name: string): JsonRecord => {
	const value = parameter(name);
	return isRecord(value) ? value : {};
};

const ruleIn = (rules: JsonRecord, name: keyof Rules): Rules => (Object.hasOwn(rules, name) ? { [name]: toCount(name, rules[name]) } : {});

/** Another box's would take the place of one of the newest. */
const ofBox =
	(id: PathValue | undefined): Test =>
	({ storage_box: box }) =>
		isEmpty(box) || wordOf(box) === id;

const madeBy =
	(isAutomatic: boolean): Test =>
	({ is_automatic }) =>
		is_automatic === isAutomatic;

const labelled =
	(wanted: unknown): Test =>
	({ labels }) =>
		Object.entries(wanted as JsonRecord).every(([key, value]) => isRecord(labels) && labels[key] === value);

function selectedBy(selector: unknown): Test {
	if (isEmpty(selector)) return () => true;
	const isSelected = toLabelSelector('labelSelector', wordOf(selector));
	return ({ labels }) => isSelected(labels);
}

function like(key: string, filters: JsonRecord, name: string): Test {
	if (!Object.hasOwn(filters, name)) return () => true;
	const isLike = toPattern(name, filters[name]);
	return ({ [key]: text }) => typeof text === 'string' && isLike(text);
}
