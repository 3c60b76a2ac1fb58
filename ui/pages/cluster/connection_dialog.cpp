#include "ui/pages/cluster/connection_dialog.h"

#include "core/base/url.h"
#include "core/store/profile_store.h"
#include "ui/controllers/redis_reach.h"
#include "ui/shell/services.h"
#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/widgets/card.h"
#include "ui/widgets/secret_field.h"
#include "ui/widgets/verdict_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace headroom::ui {
namespace {

QString qs(const std::string& text) { return QString::fromStdString(text); }

QLineEdit* newLine(const char* name, const QString& text, const QString& placeholder = {}) {
  auto* line = new QLineEdit(text);
  line->setObjectName(QLatin1String(name));
  line->setPlaceholderText(placeholder);
  line->setClearButtonEnabled(false);
  return line;
}

QComboBox* newChoice(const char* name, const std::string& text, const QString& placeholder) {
  auto* box = new QComboBox;
  box->setObjectName(QLatin1String(name));
  box->setEditable(true);
  box->setInsertPolicy(QComboBox::NoInsert);
  box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  box->setMinimumContentsLength(18);
  box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  box->lineEdit()->setPlaceholderText(placeholder);
  box->setEditText(qs(text));
  return box;
}

// New choices, and the text as it was typed.
void offer(QComboBox* box, const QStringList& choices) {
  const QString text = box->currentText();
  const QSignalBlocker quiet(box);
  box->clear();
  box->addItems(choices);
  box->setEditText(text);
}

// "redis://ops@host/2" into "redis://host/2" and "ops".
std::pair<QString, QString> withoutUser(const std::string& url) {
  const std::string bare = withoutPassword(url);
  const auto parsed = Url::parse(bare);
  if (!parsed || parsed->user.empty()) return {qs(bare), {}};
  return {qs(withoutCredentials(bare)), qs(parsed->user)};
}

std::string withUser(const QString& url, const QString& user) {
  std::string text = withoutPassword(url.toStdString());
  const std::size_t scheme = text.find("://");
  if (user.isEmpty() || scheme == std::string::npos || text.starts_with("unix:")) return text;
  text = withoutCredentials(text);
  return text.substr(0, scheme + 3) + QUrl::toPercentEncoding(user).toStdString() + "@" +
         text.substr(scheme + 3);
}

// The port at which a Redis is likely to answer; 0 where none is.
int redisPort(const TargetProposal& service) {
  if (service.redis) return service.port;
  for (const KubePort& port : service.ports)
    if (port.number == 6379 || port.name.find("redis") != std::string::npos) return port.number;
  return service.name.find("redis") != std::string::npos ? service.port : 0;
}

std::string trimmed(const QString& text) { return text.trimmed().toStdString(); }

}  // namespace

ConnectionDialog::ConnectionDialog(Services& services, const RedisConnection& before,
                                   const QStringList& models, const QStringList& taken, QWidget* parent)
    : QDialog(parent),
      m_services(services),
      m_before(before),
      m_taken(taken),
      m_browser(services.tasks, services.settings),
      m_testLane(services.tasks),
      m_name(newLine("connectionName", qs(before.name), tr("production"))),
      m_url(newLine("connectionUrl", {}, QStringLiteral("redis://host:6379/0"))),
      m_model(newChoice("connectionModel", before.model, tr("whose profiles"))),
      m_user(newLine("connectionUser", {}, tr("the default user"))),
      m_password(new SecretField(services.secrets, tr("Password of Redis"))),
      m_caFile(newLine("connectionCaFile", qs(before.caFile), tr("those of the system"))),
      m_browse(new QPushButton(tr("Browse…"))),
      m_through(new QCheckBox(tr("Through a &port-forward of its service"))),
      m_context(newChoice("connectionContext", before.context, tr("the current one"))),
      m_nameSpace(newChoice("connectionNamespace", before.nameSpace, tr("the context's own"))),
      m_service(newChoice("connectionService", before.service, QStringLiteral("aibrix-redis-master"))),
      m_port(new QSpinBox),
      m_find(new QPushButton(tr("&Find in Cluster"))),
      m_findNote(newNote()),
      m_optimizer(
          newLine("connectionOptimizer", qs(before.optimizerUrl), QStringLiteral("http://127.0.0.1:8080"))),
      m_verdict(new VerdictLabel),
      m_test(new QPushButton(tr("&Test"))),
      m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel)) {
  setObjectName(QStringLiteral("connectionDialog"));
  setWindowTitle(before.name.empty() ? tr("Add a Redis Connection")
                                     : tr("Connection %1").arg(qs(before.name)));
  const auto [url, user] = withoutUser(before.url);
  m_url->setText(url);
  m_user->setText(user);
  offer(m_model, models);
  if (before.model.empty() && !models.isEmpty()) m_model->setEditText(models.front());
  m_password->setCommitsByItself(false);
  m_through->setObjectName(QStringLiteral("connectionThrough"));
  m_through->setProperty(property::toggle, true);
  m_through->setChecked(!before.service.empty());
  m_port->setObjectName(QStringLiteral("connectionPort"));
  m_port->setRange(1, 65535);
  m_port->setValue(before.servicePort);
  m_find->setObjectName(QStringLiteral("findServices"));
  m_verdict->setObjectName(QStringLiteral("connectionVerdict"));
  m_test->setObjectName(QStringLiteral("testConnection"));

  auto* down = new QVBoxLayout(this);
  down->setSpacing(metrics::gap);
  down->addWidget(makeAddress());
  down->addWidget(m_through);
  m_serviceBox = makeService();
  down->addWidget(m_serviceBox);
  auto* after = new QFormLayout;
  after->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
  after->addRow(tr("&Optimizer"), m_optimizer);
  after->addRow(QString(),
                newNote(tr("Told after a push, where wanted. Empty: it reads the profiles by itself.")));
  down->addLayout(after);
  down->addStretch();
  down->addWidget(m_verdict);
  m_buttons->addButton(m_test, QDialogButtonBox::ActionRole);
  m_buttons->button(QDialogButtonBox::Ok)->setText(before.name.empty() ? tr("Add") : tr("Save"));
  m_buttons->button(QDialogButtonBox::Ok)->setProperty(property::primary, true);
  down->addWidget(m_buttons);
  setMinimumWidth(520);

  connect(m_buttons, &QDialogButtonBox::accepted, this, &ConnectionDialog::accept);
  connect(m_buttons, &QDialogButtonBox::rejected, this, &ConnectionDialog::reject);
  connect(m_test, &QPushButton::clicked, this, &ConnectionDialog::test);
  connect(m_find, &QPushButton::clicked, this, &ConnectionDialog::findServices);
  connect(m_through, &QCheckBox::toggled, this, [this](bool on) {
    if (on && !m_asked) findServices();
  });
  connect(&m_browser, &ClusterBrowser::changed, this, &ConnectionDialog::showFound);
  for (QLineEdit* line : {m_name, m_url, m_user, m_caFile, m_optimizer})
    connect(line, &QLineEdit::textChanged, this, &ConnectionDialog::follow);
  for (QComboBox* box : {m_model, m_context, m_nameSpace, m_service})
    connect(box, &QComboBox::editTextChanged, this, &ConnectionDialog::follow);
  connect(m_through, &QCheckBox::toggled, this, &ConnectionDialog::follow);
  connect(m_service, &QComboBox::textActivated, this, [this](const QString& name) {
    const auto& found = m_browser.found().value;
    if (!found) return;
    for (const TargetProposal& one : found->proposals)
      if (one.kind == TargetProposal::Kind::service && qs(one.name) == name && redisPort(one) > 0)
        m_port->setValue(redisPort(one));
  });
  connect(m_browse, &QPushButton::clicked, this, [this] {
    auto* chooser = new QFileDialog(this, tr("Certificates That May Have Signed the Server's"),
                                    m_caFile->text(), tr("Certificates (*.pem *.crt *.cer);;All files (*)"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    connect(chooser, &QFileDialog::fileSelected, m_caFile, &QLineEdit::setText);
    chooser->open();
  });
  follow();
}

ConnectionDialog::~ConnectionDialog() = default;

QWidget* ConnectionDialog::makeAddress() {
  auto* box = new QWidget(this);
  auto* form = new QFormLayout(box);
  form->setContentsMargins(0, 0, 0, 0);
  form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
  form->addRow(tr("&Name"), m_name);
  form->addRow(tr("&URL"), m_url);
  form->addRow(QString(),
               newNote(tr("redis://host:port/database, rediss://… for TLS, or unix:///path/of/the/socket")));
  form->addRow(tr("&Model"), m_model);
  form->addRow(tr("U&ser"), m_user);
  form->addRow(tr("Pass&word"), m_password);
  auto* certificates = new QHBoxLayout;
  certificates->addWidget(m_caFile, 1);
  certificates->addWidget(m_browse);
  auto* label = new QLabel(tr("&Certificates"), box);
  label->setBuddy(m_caFile);
  form->addRow(label, certificates);
  m_caFile->setAccessibleName(tr("File of the certificates to trust"));
  return box;
}

QWidget* ConnectionDialog::makeService() {
  auto* box = new QWidget(this);
  auto* form = new QFormLayout(box);
  form->setContentsMargins(metrics::gap * 2, 0, 0, 0);
  form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
  form->addRow(tr("Conte&xt"), m_context);
  form->addRow(tr("Namespac&e"), m_nameSpace);
  auto* service = new QHBoxLayout;
  service->addWidget(m_service, 1);
  service->addWidget(new QLabel(tr("port"), box));
  service->addWidget(m_port);
  service->addWidget(m_find);
  auto* label = new QLabel(tr("Ser&vice"), box);
  label->setBuddy(m_service);
  form->addRow(label, service);
  form->addRow(QString(), m_findNote);
  m_port->setAccessibleName(tr("Port of the service"));
  return box;
}

RedisConnection ConnectionDialog::connection() const {
  RedisConnection one = m_before;
  one.name = trimmed(m_name->text());
  one.url = withUser(m_url->text().trimmed(), m_user->text().trimmed());
  one.model = trimmed(m_model->currentText());
  one.caFile = trimmed(m_caFile->text());
  one.optimizerUrl = trimmed(m_optimizer->text());
  const bool through = m_through->isChecked();
  one.context = through ? trimmed(m_context->currentText()) : "";
  one.nameSpace = through ? trimmed(m_nameSpace->currentText()) : "";
  one.service = through ? trimmed(m_service->currentText()) : "";
  one.servicePort = m_port->value();
  return one;
}

QString ConnectionDialog::complaint() const {
  const RedisConnection one = connection();
  if (one.name.empty()) return tr("Give the connection a name.");
  if (m_taken.contains(qs(one.name))) return tr("Another connection is named %1.").arg(qs(one.name));
  if (m_through->isChecked() && one.service.empty()) return tr("Name the service to go through.");
  if (const auto destination = destinationOf(one); !destination) return qs(destination.error().text());
  if (!one.optimizerUrl.empty()) {
    const auto url = Url::parse(one.optimizerUrl);
    if (!url) return qs(url.error().message);
    if (url->scheme != "http" && url->scheme != "https")
      return tr("The optimizer is asked over http:// or https://.");
  }
  return {};
}

void ConnectionDialog::follow() {
  m_testLane.cancel();
  m_serviceBox->setVisible(m_through->isChecked());
  m_user->setEnabled(!m_url->text().startsWith(QLatin1String("unix:")));
  m_user->setToolTip(m_user->isEnabled() ? QString() : tr("Of a socket: write ?user=NAME behind its path"));
  const RedisConnection one = connection();
  m_password->setKey(Secrets::ofConnection(one));
  const QString why = complaint();
  m_buttons->button(QDialogButtonBox::Ok)->setEnabled(why.isEmpty());
  m_test->setEnabled(why.isEmpty());
  m_verdict->setVerdict(
      why.isEmpty() ? Verdict::none : Verdict::warn,
      why.isEmpty() ? tr("Profiles of %1 at %2").arg(qs(destinationOf(one)->model), serverText(one)) : why);
}

Secret ConnectionDialog::passwordForNow() const {
  if (const Secret typed = m_password->typed(); !typed.empty()) return typed;
  if (const auto url = Url::parse(m_url->text().trimmed().toStdString()); url && !url->password.empty())
    return url->password;
  return m_services.secrets.of(Secrets::ofConnection(connection()));
}

void ConnectionDialog::test() {
  struct Seen {
    ServerFacts facts;
    std::size_t profiles = 0;
  };
  m_verdict->setVerdict(Verdict::none, tr("Asking %1…").arg(serverText(connection())));
  TaskOptions options{tr("Testing the connection")};
  options.background = true;
  m_testLane.run<Seen>(
      options,
      [reach = reachOf(connection(), passwordForNow(), m_services.tunnels)](
          const std::stop_token& stop, const ProgressSink&) -> Tasks::Answer<Seen> {
        const auto place = reach(stop);
        if (!place) return place.error();
        auto store = ProfileStore::open(place->destination, place->options, stop);
        if (!store) return store.error();
        auto facts = store->server();
        if (!facts) return facts.error();
        const auto profiles = store->list();
        if (!profiles) return profiles.error();
        return std::make_shared<const Seen>(Seen{std::move(*facts), profiles->size()});
      },
      [this](const Tasks::Answer<Seen>& answer) {
        if (!answer) {
          m_verdict->setVerdict(Verdict::bad, qs(answer.error().text()));
          return;
        }
        QString words =
            tr("Redis %1 answers, with %n profiles of this model", "", static_cast<int>((*answer)->profiles))
                .arg(qs((*answer)->facts.version));
        if ((*answer)->facts.readOnlyReplica) words = tr("%1; it is a read-only replica").arg(words);
        m_verdict->setVerdict((*answer)->facts.readOnlyReplica ? Verdict::warn : Verdict::good, words);
      });
}

void ConnectionDialog::findServices() {
  m_asked = true;
  m_browser.readContexts();
  m_browser.readNamespaces(trimmed(m_context->currentText()));
  m_browser.look(trimmed(m_context->currentText()), trimmed(m_nameSpace->currentText()));
  showFound();
}

void ConnectionDialog::showFound() {
  if (const auto& contexts = m_browser.contexts().value) {
    QStringList names;
    for (const KubeContext& one : *contexts) names << qs(one.name);
    offer(m_context, names);
  }
  if (const auto& spaces = m_browser.namespaces().value) {
    QStringList names;
    for (const std::string& one : *spaces) names << qs(one);
    offer(m_nameSpace, names);
  }
  const auto& found = m_browser.found();
  if (found.busy) {
    m_findNote->setText(tr("Asking the cluster…"));
  } else if (found.error) {
    m_findNote->setText(qs(found.error->text()));
  } else if (found.value) {
    QStringList names;
    const TargetProposal* first = nullptr;
    for (const TargetProposal& one : found.value->proposals) {
      if (one.kind != TargetProposal::Kind::service || redisPort(one) == 0) continue;
      if (!first) first = &one;
      names << qs(one.name);
    }
    offer(m_service, names);
    m_findNote->setText(names.isEmpty()
                            ? tr("No service with a Redis in this namespace.")
                            : tr("%n services with a Redis here", "", static_cast<int>(names.size())));
    if (first && m_service->currentText().isEmpty()) {
      m_service->setEditText(qs(first->name));
      m_port->setValue(redisPort(*first));
    }
  }
}

void ConnectionDialog::accept() {
  if (!complaint().isEmpty()) return;
  const QString key = Secrets::ofConnection(connection());
  // A password in the URL was meant; it goes where passwords are kept.
  if (const auto url = Url::parse(m_url->text().trimmed().toStdString()); url && !url->password.empty())
    m_services.secrets.set(key, url->password, Secrets::Keep::thisRun);
  m_password->commit();
  QDialog::accept();
}

void ConnectionDialog::done(int result) {
  m_testLane.cancel();
  m_browser.cancel();
  // What was only tried out needs no tunnel any more.
  if (result == QDialog::Rejected)
    if (const auto place = placeOf(connection())) {
      const auto& kept = m_services.session.workspace().connections;
      const bool used = std::ranges::any_of(kept, [&](const RedisConnection& one) {
        return one.service == connection().service && one.context == connection().context &&
               one.nameSpace == connection().nameSpace;
      });
      if (!used) m_services.tunnels.close(*place);
    }
  QDialog::done(result);
}

}  // namespace headroom::ui
