// How to speak to a target now: whoever needs it takes a lease, and what stands between (a simulated server,
// a port-forward) lives as long as anyone holds one.
//
//   std::shared_ptr<EndpointLease> lease = endpoints.lease(*findTarget(workspace, "a10"));      // GUI thread
//   lane.run<ProbeReport>({tr("Test a10")}, [lease](std::stop_token stop, const ProgressSink&) {
//     auto endpoint = lease->wait(stop);              // on the worker: blocks until it can be used
//     ...
//   }, ...);
//
// Leases of the same reach share what stands between.
#pragma once

#include "core/base/result.h"
#include "core/endpoint/endpoint.h"
#include "core/workspace/workspace.h"
#include "ui/controllers/secrets.h"
#include "ui/controllers/tunnels.h"

#include <QObject>

#include <memory>
#include <stop_token>

namespace headroom::ui {

class EndpointLease {
 public:
  virtual ~EndpointLease() = default;
  // Any thread. Blocks until the endpoint can be used. Errors: why it cannot be reached (unreachable,
  // notFound for an unknown GPU or model of a simulation, unsupported); cancelled.
  virtual Result<Endpoint> wait(const std::stop_token& stop) = 0;
  // Any thread. Something is measured through it: a port-forward is then not restarted for a few slow
  // answers.
  virtual void setBusy(bool) {}
};

class Endpoints : public QObject {
  Q_OBJECT

 public:
  Endpoints(Secrets& secrets, Tunnels& tunnels, QObject* parent = nullptr);
  ~Endpoints() override;

  // GUI thread. Never null: what is wrong is told by wait(). Opens a port-forward where one is needed; that
  // one stays up when the lease has ended (tunnels.h).
  std::shared_ptr<EndpointLease> lease(const Target& target);

 private:
  class Simulations;

  Secrets& m_secrets;
  Tunnels& m_tunnels;
  std::shared_ptr<Simulations> m_simulations;
};

}  // namespace headroom::ui
