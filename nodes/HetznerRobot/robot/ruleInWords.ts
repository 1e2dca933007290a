import type { JsonRecord } from '../../common/http/json';
import { textIn } from '../../common/operation/readers';
import { isAboutEverything, RULE_FIELDS, type Rule } from './firewallRules';

const VERSIONS: Record<string, string> = { ipv4: 'IPv4', ipv6: 'IPv6' };

/** "IPv4" */
const versionInWords = (version: string): string => VERSIONS[version] ?? version;

/** `Allow web: accept IPv4 TCP from 203.0.113.0/24 to port 80-443`; what a rule does not say matches everything. */
export function ruleInWords(rule: JsonRecord): string {
	const said = (key: string): string | undefined =>
		rule[key] === null || rule[key] === undefined || rule[key] === '' ? undefined : (textIn(rule[key]) ?? JSON.stringify(rule[key]));
	const end = (word: string, address: string, port: string) => {
		const parts = [said(address), said(port) && `port ${said(port)}`].filter(Boolean);
		return parts.length > 0 && `${word} ${parts.join(' ')}`;
	};
	const version = said('ip_version');
	const conditions = [
		version && versionInWords(version),
		said('protocol')?.toUpperCase(),
		end('from', 'src_ip', 'src_port'),
		end('to', 'dst_ip', 'dst_port'),
		said('tcp_flags') && `with flags ${said('tcp_flags')}`,
		// What nobody knows may narrow the rule down.
		...Object.keys(rule).map((key) => !Object.hasOwn(RULE_FIELDS, key) && said(key) && `with ${key} ${said(key)}`),
	].filter(Boolean);
	const name = said('name');
	return `${name === undefined ? '' : `${name}: `}${said('action') ?? 'unknown action'} ${conditions.join(' ') || 'everything'}`;
}

/** What is said of each rule that a person adds, and perhaps without knowing that it is about everything. */
export const aboutEverything = (added: Rule[], rules: Rule[]): string[] =>
	added.filter(isAboutEverything).map((rule) => {
		const name = rule.name === undefined ? 'A rule without a name' : `"${rule.name.slice(0, 60)}"`;
		const over = rule.ip_version === undefined ? '' : ` over ${versionInWords(rule.ip_version)}`;
		return `${name} has no condition: it ${rule.action}s everything${over}${besideOthers(rule, rules)}.`;
	});

function besideOthers(rule: Rule, rules: Rule[]): string {
	if (rules.indexOf(rule) > 0) return ' that no rule before it matches';
	if (rules.length === 1) return '';
	return rule.ip_version === undefined ? ', and no rule behind it counts' : ', for which no rule behind it counts';
}
