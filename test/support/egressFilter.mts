import { createRequire } from 'node:module';

/** The part of n8n's container that the tests need; its types stand in the package that n8n-core brings for itself. */
interface Injector {
	Container: { get: (type: unknown) => { enabled: boolean } };
}

/** Switches n8n's egress filter (`N8N_SSRF_PROTECTION_ENABLED`), which refuses to send to addresses of private networks. */
export function setEgressFilter(enabled: boolean): void {
	const ofN8n = createRequire(createRequire(__filename).resolve('n8n-core'));
	const { Container } = ofN8n('@n8n/di') as Injector;
	const { SsrfProtectionConfig } = ofN8n('@n8n/config') as { SsrfProtectionConfig: unknown };
	Container.get(SsrfProtectionConfig).enabled = enabled;
}
