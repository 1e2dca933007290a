import type { Endpoint } from './endpoint';
import { ApiError, withOutcome, type Cause } from './errors';
import { isOfCertificate, type NetworkFault } from './networkFault';
import { counted } from './counted';

/**
 * Builds the error for a request without a reply.
 *
 * @param service the API's name, e.g. "Robot"
 */
export function networkError(service: string, { effect }: Endpoint, host: string, fault: NetworkFault, timeoutSeconds: number): ApiError {
	const outcome = fault.notSent ? 'not-sent' : 'unknown';
	const { message, advice, cause = 'temporarily-unavailable' } = wordsForNetwork(service, host, fault, timeoutSeconds);
	return new ApiError(message, { code: fault.code, advice: withOutcome(service, effect, outcome, advice), outcome, cause });
}

/** What happened and how to mend it; it passes unless another cause is told. */
interface Words {
	message: string;
	advice: string;
	cause?: Cause;
}

function wordsForNetwork(service: string, host: string, fault: NetworkFault, timeoutSeconds: number): Words {
	const { code, notSent, words } = fault;
	if (words)
		return { message: `n8n refused to send to ${host}: ${words.message}`, advice: words.description || 'Ask the administrator of this n8n.', cause: 'configuration-invalid' };
	if (code.startsWith('PROXY_')) return wordsForProxy(host, code.slice('PROXY_'.length));
	if (isOfCertificate(code)) return wordsForCertificate(host, code);
	if (notSent) return wordsForNoConnection(host, code, timeoutSeconds);
	switch (code) {
		case 'ECONNABORTED':
		case 'ETIMEDOUT':
			return { message: `${host} did not answer within ${counted(timeoutSeconds, 'second')}`, advice: `${service} may be busy or unreachable.` };
		case 'ETOOLARGE':
			return { message: `${host} sent a reply of more than 32 MB`, advice: `That is no reply of ${service}. Check the Base URL of the credential.` };
		default:
			return { message: failedWith(host, code), advice: 'No reply arrived.' };
	}
}

const failedWith = (host: string, code: string) => `The connection to ${host} failed (${code})`;

/** Most requests go without one: n8n uses the one that its environment names, for all hosts but those of NO_PROXY. */
const PROXY = 'the proxy that n8n uses (HTTPS_PROXY)';

function wordsForNoConnection(host: string, code: string, timeoutSeconds: number): Words {
	if (code === 'ECONNREFUSED') return { message: `${host}, or the proxy that n8n uses, refused the connection`, advice: `Check the Base URL of the credential, and ${PROXY}.` };
	if (/^(ENOTFOUND|EAI_)/.test(code)) {
		const advice = `Check the Base URL of the credential, ${PROXY}, and the name resolution of this n8n.`;
		return { message: `${host}, or the proxy that n8n uses, cannot be found`, advice };
	}
	if (code === 'ERR_INVALID_URL')
		return { message: `The address of the proxy that n8n uses for ${host} is no address`, advice: `Correct ${PROXY}.`, cause: 'configuration-invalid' };
	if (code === 'ECONNABORTED')
		return {
			message: `No connection to ${host} came about within ${counted(timeoutSeconds, 'second')}`,
			advice: `It may be unreachable: check the Base URL of the credential, and ${PROXY}.`,
		};
	if (code === 'EPROTO')
		return { message: `${host}, or a proxy in between, does not speak TLS as this n8n does (EPROTO)`, advice: `Check the Base URL of the credential, and ${PROXY}.` };
	return { message: failedWith(host, code), advice: 'No connection came about.' };
}

/** A proxy's own answer, by its status, or `CUT` where it gave none. */
function wordsForProxy(host: string, status: string): Words {
	const around = 'or let n8n reach this host without it (NO_PROXY).';
	if (status === 'CUT') return { message: `The proxy that n8n uses cut the connection before it led to ${host}`, advice: `Check ${PROXY}, ${around}` };
	const message = `The proxy that n8n uses does not let it reach ${host} (HTTP ${status})`;
	if (status === '407')
		return { message, advice: `The proxy wants a login: put its user name and password into its address (HTTPS_PROXY), ${around}`, cause: 'configuration-invalid' };
	if (status.startsWith('5')) return { message, advice: `It may not reach the host itself: try again later, or check ${PROXY}.` };
	return { message, advice: `Let the proxy allow this host, ${around}`, cause: 'configuration-invalid' };
}

const wordsForCertificate = (host: string, code: string): Words => ({
	message: `The certificate of ${host} is not trusted by this n8n (${code})`,
	advice:
		'A proxy may inspect TLS with a certificate of its own, or the host has one of an own authority: n8n trusts it when NODE_EXTRA_CA_CERTS names the file of that authority. ' +
		'If you expect neither, somebody may be listening in.',
	cause: 'configuration-invalid',
});
