import { strict as assert } from "node:assert";

import { parseMatchingRule, parseStatement } from "../../../policies/iam/parser";
import { printMatchingRule, printStatement } from "../../../policies/iam/printer";

/**
 * Forms that Oracle's pages, published policies and the tests of other readers of the language have, beyond those of
 * parser.test.ts; names and OCIDs are others.
 */
const STATEMENTS = [
  "ALLOW SERVICE example-lifecycle-service to {IAM_WORKREQUEST_READ, IAM_WORKREQUEST_INSPECT} IN TENANCY",
  "ALLOW SERVICE example-lifecycle-service to {POLICY_DELETE} IN TENANCY where target.policy.name='ExampleProvisioning'",
  "allow any-user to manage all-resources in compartment example-compartment where request.user.name = /__EXAMPLE__*/",
  "Allow group 'ExampleDomain'/'TeamAdmins' to use cloud-shell in tenancy",
  "Allow group id ocid1.group.oc1..examplegroup1, id ocid1.group.oc1..examplegroup2 to manage all-resources in compartment Projects-Example",
  "allow group TeamA to manage instance-family in compartment Project-X:Project-Y",
  "define tenancy T as 'ocid1.tenancy.oc1..ten'",
  "define group foo/bar as 'ocid1.group.oc1..g'",
  "define group 'foo'/'bar' as ocid1.group.oc1..g",
  "define dynamic-group DG as ocid1.dynamicgroup.oc1..g",
  "define group G as id ocid1.group.oc1..g",
  "define group G1 as ocid1.xx.yy.zzz",
  "ADMIT SERVICE faas OF TENANCY SrcTenancy TO {KEY_READ} IN TENANCY",
  "Admit any-group of any-tenancy to manage object-family in tenancy",
  "admit any-group to {KEY_READ, KEY_WRITE} all-resources in compartment Root:Apps",
  "allow group Admins to manage all-resources in tenancy where target.resource.tag = 'https://accounts.google.com'",
  "allow group Admins to manage all-resources in tenancy where target.resource.tag = 'ticket#1234'",
  "Allow group test_conditions_group to manage object-family in tenancy where any {target.resource.tag.Foo.Bar}",
  "Allow group t to manage object-family in tenancy where any { not target.resource.tag.Foo.Bar, target.resource.tag.Foo.Bar != 'baz' }",
  "allow group A to manage object-family in tenancy where not target.resource.tag.Foo.Bar",
  "Endorse group test_conditions_group {BUCKET_INSPECT} in any-tenancy",
  "Endorse group t {BUCKET_INSPECT, BUCKET_READ} in any-tenancy where request.region = 'us-ashburn-1'",
  "Endorse group t to {BUCKET_INSPECT} buckets in any-tenancy",
  "endorse group Endorsers to associate all-resources in tenancy T",
  "Endorse group t to manage object-family in compartment Root:Apps of tenancy bar",
  "Endorse group t {BUCKET_INSPECT} in compartment foo of tenancy bar",
  "allow group 'identity-domain'/'group' to manage all-resources in tenancy where target.user.name = /somepattern/",
  "deny service objectstorage to use keys in tenancy where request.target.key = /Prod\\/Key/",
  "endorse group admins to read buckets in tenancy remote where request.bucket.name = request.principal.user",
  "admit any-user to manage all-resources in tenancy where request.operation in ('CreateObject', 'DeleteObject')",
  "allow group admins to associate local-peering-gateways in tenancy with local-peering-gateways in tenancy remote",
  "allow group admins to associate local-peering-gateways in tenancy with local-peering-gateways in any-tenancy where request.x = 'value'",
  "admit group RemoteAdmins of tenancy Remote to associate dns-views in tenancy with dns-resolver in tenancy Remote",
  "allow group Admins, 'Identity Domain'/'Cloud/Operators' to read buckets in tenancy",
  "allow dynamic-group id ocid1.dynamicgroup.oc1..first, ocid1.dynamicgroup.oc1..second to use objects in tenancy",
  "admit group admins {bucket_read} in tenancy",
  "allow group admins to {vcn_attach, VCN_DETACH} in tenancy",
  "allow group admins to read buckets in tenancy where Request.User.Name != 'A\\'lice'",
  "allow group admins to read buckets in tenancy where target.bucket.name = /Prod\\/.*\\/Archive/",
  "allow group admins to manage groups in tenancy where all { target.group.name != /A-Users-.*/, any { request.operation = 'AddUserToGroup', request.operation in ('CreateGroup', 'DeleteGroup') } }",
  "allow group admins to read buckets in tenancy where sets-intersect(request.groups, target.groups)",
  "endorse group DatabaseToolsConnectionManagers to associate database-tools-connections in tenancy ConnectionTenancy with database-tools-private-endpoints in tenancy PrivateEndpointTenancy",
  "allow group id ocid1.bad.ocid, id ocid1.group.oc1..aaaa to inspect instances in tenancy",
  "allow any-user to read secret-family in compartment 'jason.zormeier' where all {target.secret.id = 'ocid1.vaultsecret.oc1.phx.a',request.principal.type = 'dbmgmtmanageddatabase'}",
  "endorse dynamic-group DGS to associate instance in any-tenancy",
  "Endorse any-user to manage drg-attachment in compartment id ocid1.tenancy.oc1..aaaa where target.drg.id = 'ocid1.drg.oc1.sa-saopaulo-1.aaaa'",
  "Admit any-user of tenancy nodepool-tenancy to {INSTANCE_IMAGE_INSPECT, INSTANCE_IMAGE_READ} where request.principal.type = 'nodepool'",
  "Endorse any-user to {INSTANCE_IMAGE_INSPECT, INSTANCE_IMAGE_READ} in tenancy image-tenancy where request.principal.type = 'nodepool'",
  "admit any-user of tenancy oda-instance-tenancy to manage agent-family in tenancy where request.principal.id in ('ODAInstanceOCID')",
  "Allow group AI-Agent-Readers to inspect all-resources in tenancy where all {  request.utc-timestamp.day-of-week in ('monday','tuesday','wednesday','thursday','friday'),  request.region = 'GRU' }",
  "Allow dynamic-group OCI_Management_Agent_Dynamic_Group to use metrics in compartment id ocid1.compartment.oc1..x WHERE target.metrics.namespace = 'mgmtagent_kubernetes_metrics'",
  "Allow group HelpDesk to manage users in tenancy",
  "Allow group Auditors to inspect all-resources in tenancy",
  "Allow group Auditors to read instances in tenancy",
  "Allow group Auditors to read audit-events in tenancy",
  "Allow group BackupAdmins to manage volume-backups in tenancy where target.tag.namespace.name='x'",
  "Allow group VolumeBackupAdmins to use volumes in compartment ABC",
  "Allow group BootVolumeBackupAdmins to inspect instances in compartment ABC",
  "Allow group ImageUsers to inspect instance-images in compartment ABC",
  "Allow group ObjectWriters to manage objects in compartment ABC where any {request.permission='OBJECT_CREATE', request.permission='OBJECT_INSPECT'}",
  "Allow group ObjectWriters to manage objects in compartment ABC where all {target.bucket.name='BucketA', any {request.permission='OBJECT_CREATE', request.permission='OBJECT_INSPECT'}}",
  "Allow group ObjectReaders to read objects in compartment ABC where target.bucket.name='BucketA'",
  "Allow group ClusterAdmins to manage cluster-family in tenancy",
  "Allow service blockstorage, objectstorage-us-ashburn-1, FssOc1Prod, oke, streaming to use keys in compartment ABC where target.key.id = 'ocid1.key.oc1..a'",
  "Allow dynamic-group RemoteClusterAdmins to use fn-invocation in compartment ABC where target.function.id = 'x'",
  "Allow any-user to use fn-function in compartment x where ALL {request.principal.type= 'ApiGateway', request.resource.compartment.id = 'ocid1.compartment.oc1..aaaaaaaa7_____ysq'}",
  "Allow service fn-runtime to read repos in tenancy",
  "Allow service FaaS to read repos in tenancy where request.operation='ListContainerImageSignatures'",
  "Allow group acme-user-managers to manage users in tenancy where any {request.operation='ListApiKeys', request.operation='ListAuthTokens', request.operation='UploadApiKey'}",
  "allow group UsersManagers to manage groups in tenancy where target.group.name != 'Administrators'",
  "Allow group GroupsAdmins to use groups in tenancy where all {target.group.name=/A-*/, target.group.name!='A-Admins'}",
  "Allow group InstanceLaunchers to manage instance-family in compartment ABC",
  "Allow group InstanceLaunchers to read app-catalog-listing in tenancy",
  "Allow group InstanceLaunchers to use volume-family in compartment ABC",
  "Allow group InstanceLaunchers to use virtual-network-family in compartment XYZ",
  "Allow group A to use volumes in tenancy where any{request.permission='VOLUME_WRITE'}",
  "allow group DBAs to manage autonomous-database in compartment c where target.workloadType = 'OLTP'",
  "Allow group ADB-Admins to manage autonomous-databases in tenancy where target.workloadType in ('OLTP', 'DW')",
  "allow service loganalytics to {VNIC_READ} in tenancy",
  "allow resource managementagent to {LOG_CONTENT_PUSH} in tenancy",
  "Allow dynamic-group ManagementAgentAdmins to {MGMT_AGENT_DEPLOY_PLUGIN_CREATE, MGMT_AGENT_INSPECT, MGMT_AGENT_READ} in tenancy",
  "allow group grp to {COMPARTMENT_INSPECT, TENANCY_INSPECT} in tenancy",
  "allow service compute_management to use tag-namespace in tenancy",
  "allow any-user to use dns-records in compartment x where all { request.principal.type='workload', request.principal.namespace='external-dns', request.principal.service_account='external-dns', request.principal.cluster_id='ocid1.cluster.oc1..a'}",
  "Allow any-user to manage load-balancers in compartment 'x y' where all {request.principal.type = 'workload', request.principal.namespace = 'native-ingress-controller-system'}",
  "Allow group SecurityAdmins to manage buckets in compartment A where request.networkSource.name='corpnet'",
  "Allow group A to manage object-family in tenancy where request.networkSource.name in ('a', 'b')",
  "allow group 'Federated Admins/With Slash' to inspect users in tenancy",
  'Allow group "My Group" to read vaults in tenancy',
  "allow group my.group_1+x@y.com to inspect vaults in tenancy",
  "Allow group NetworkAdmins to use vcns in compartment A:B:C where request.vcn.id = 'x'",
  "allow any-user to {STREAM_READ, STREAM_CONSUME} in compartment id ocid1.compartment.oc1..a where all {request.principal.type='serviceconnector', target.stream.id='ocid1.stream.oc1..a', request.principal.compartment.id='ocid1.compartment.oc1..b'}",
  "Allow any-user to manage objects in tenancy where target.bucket.name=/logs-*-prod/",
  "Allow group A to manage instances in tenancy where target.instance.shape in ('VM.Standard2.1','VM.Standard.E4.Flex')",
  "Allow group A to manage all-resources in tenancy where all {request.user.mfaTotpVerified='true'}",
  "Allow group A to manage all-resources in compartment HR where request.principal.group.tag.EmployeeGroup.CostCenter='42'",
  "allow any-group to manage all-resources in compartment HR where request.principal.group.tag.EmployeeGroup.CostCenter= '42'",
  "Allow group TestersGroup to use all-resources in compartment Test where target.resource.compartment.tag.ResourceGroup.Role='Test'",
  "allow dynamic-group InstancesA to manage instances in compartment HR where request.principal.tag.x.y=target.resource.tag.x.y",
  "Allow group A to use tag-namespaces in tenancy where target.tag-namespace.name='Operations'",
  "Allow group A to manage policies in compartment P where target.policy.autoupdate='true'",
  "allow group A to manage secrets in compartment P where target.secret.name = /dev_*/",
  "Allow group A to use secret-family in tenancy where all {target.secret.name='/a/b', request.operation!='x'}",
  "Allow group A to read metrics in tenancy where all {target.metrics.namespace='oci_computeagent', request.operation in ('ListMetrics','SummarizeMetricsData')}",
  "Allow group vms-users to manage volume-attachments in tenancy where any {request.operation='AttachVolume',request.operation='DetachVolume'}",
  "Allow service rqs to inspect compartments in tenancy",
  "Allow service PSMaaS to use subnets in compartment x",
  "Allow service osms to read instances in tenancy",
  "Allow service VulnerabilityScanning-Service to read compartments in tenancy",
  "Allow resource disaster-recovery-x 'y z' to read q in tenancy",
  "allow service dpd to read secret-family in compartment id ocid1.compartment.oc1..a",
  "Allow group A to manage autonomous-database-family in compartment 1st-comp",
  "Allow group A to manage buckets in COMPARTMENT ID 'ocid1.compartment.oc1..a'",
  "allow group IDCS/admins to manage all-resources in tenancy",
  "Allow group OracleIdentityCloudService/OCI_Administrators to manage all-resources in tenancy",
  "Allow group 'OracleIdentityCloudService/OCI_Administrators' to manage all-resources in tenancy",
  "allow group Default/'Domain Admins' to manage domains in tenancy",
  "allow group A to use log-content in tenancy where target.loggroup.id = 'ocid1.loggroup.oc1..a'",
  "allow group A to read audit-events in tenancy where request.utc-timestamp.month-of-year = '12'",
  "allow group A to read buckets in tenancy where request.utc-timestamp.day-of-month != '32'",
  "allow group A to read buckets in tenancy where request.utc-timestamp.time-of-day between '08:00:00Z' and '17:00:00Z'",
  "allow group A to read buckets in tenancy where all {request.utc-timestamp after '2020-04-01T00:00:00Z', request.utc-timestamp before '2020-05-01T00:00:00Z'}",
  "Endorse group NetworkAdmin to manage local-peering-to in tenancy Acceptor",
  "Endorse group RequestorGrp to associate local-peering-gateways in tenancy Requestor with local-peering-gateways in tenancy Acceptor",
  "Allow group RequestorGrp to manage local-peering-from in compartment RequestorComp",
  "Admit group requestorGrp of tenancy Requestor to manage local-peering-to in compartment AcceptorComp",
  "Endorse group vcnAdmin to manage drg-attachment in tenancy DRG",
  "Admit group drgAdmin of tenancy DRG to manage drg-attachment in tenancy",
  "Admit group vcnAdmin of tenancy VCN to manage drg in tenancy",
  "Endorse dynamic-group resolver to associate dns-resolvers in tenancy with dns-views in tenancy B",
  "define tenancy ora-streaming as ocid1.tenancy.oc1..x",
  "endorse any-user to {WLP_BOM_READ, WLP_CONFIG_READ} in any-tenancy",
  "Endorse any-user to { WLP_LOG_CREATE } in any-tenancy where all { request.principal.id = target.agent.id, request.principal.type = 'workloadprotectionagent' }",
  "ENDORSE DYNAMIC-GROUP x TO READ OBJECTS IN TENANCY REPORTING",
  "Allow dynamic-group x to {WLP_BOM_READ,WLP_CONFIG_READ} in tenancy",
  "allow any-user to use generative-ai-family in compartment c where all {request.principal.type='genaiagent'}",
  "Allow dynamic-group 'OracleIdentityCloudService'/'dg one' to use secret-bundles in tenancy",
  "Deny any-user to {INSTANCE_DELETE} in tenancy where target.resource.tag.ops.protected='true'",
  "Deny group A to manage all-resources in compartment P:Q where request.networkSource.name != 'corp'",
  "deny endorse any-user to manage object-family in any-tenancy",
  "deny admit any-user of any-tenancy to manage object-family in tenancy",
];

const RULES = [
  "all {instance.compartment.id = 'ocid1.compartment.oc1..a', any {instance.id = 'b', tag.x.y.value='z'}}",
  "any {all {resource.type='fnfunc', resource.compartment.id='a'}}",
  "ALL { resource.type='devopsbuildpipeline', resource.compartment.id = 'a'}",
  "tag.department.operations.value",
  "tag.department.operations.value='45'",
  "All {tag.department.operations.value='45', tag.x.y.value}",
  "resource.type = 'cluster'",
  "instance.compartment.id='ocid1.compartment.oc1..a'",
  'instance.compartment.id = "ocid1.compartment.oc1..a"',
  "ALL {resource.type='ApiGateway', resource.compartment.id='x'}",
  "All {instance.compartment.id != 'a'}",
  "all {resource.type = 'managementagent', resource.compartment.id in ('a','b')}",
  "Any {resource.type = 'emwarehouse', resource.id = 'a'}",
  "ANY {resource.id='ocid1.computecontainerinstance.oc1..a', resource.tag.x.y = 'z'}",
];

describe("published statements", () => {
  it("are accepted, and print as what they are", () => {
    for (const text of STATEMENTS) {
      const { statement, errors } = parseStatement(text);
      assert.deepEqual(errors, [], text);
      assert.ok(statement);

      const printed = printStatement(statement);
      const again = parseStatement(printed).statement;
      assert.equal(again && printStatement(again), printed);
    }
  });

  it("are accepted as matching rules", () => {
    for (const text of RULES) {
      const { rule, errors } = parseMatchingRule(text);
      assert.deepEqual(errors, [], text);
      assert.ok(rule);

      const again = parseMatchingRule(printMatchingRule(rule)).rule;
      assert.equal(again && printMatchingRule(again), printMatchingRule(rule));
    }
  });
});
