/** Names of a tenant's, organisation's or user's id: the whole of a key or variable. */
export const TENANT_NAME = /^(tenant|org|organi[sz]ation|workspace|account|customer|user)_?id$/i;
