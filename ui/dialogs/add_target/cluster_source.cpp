#include "ui/dialogs/add_target/cluster_source.h"

#include "ui/models/target_words.h"
#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/widgets/ask_for_file.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice_field.h"
#include "ui/widgets/figure_table.h"
#include "ui/widgets/form.h"
#include "ui/widgets/verdict_label.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace headroom::ui {
namespace {

QString shown(const std::string& text) { return QString::fromStdString(text); }

}  // namespace

ClusterSource::ClusterSource(Services& services, QWidget* parent)
    : TargetSource(parent),
      m_services(services),
      m_browser(services.tasks, services.settings),
      m_model(new ProposalsModel(this)),
      m_contextField(new ChoiceField(this)),
      m_namespaceField(new ChoiceField(this)),
      m_reload(new QPushButton(tr("Look Again"), this)),
      m_kubectl(new QPushButton(tr("Choose kubectl…"), this)),
      m_ask(new QPushButton(tr("Ask It for Its Models"), this)),
      m_filter(new QLineEdit(this)),
      m_all(new QCheckBox(this)),
      m_table(new FigureTable(m_model, this)),
      m_state(new VerdictLabel(this)),
      m_hint(newNote({}, this)) {
  m_contextField->setObjectName(QStringLiteral("context"));
  m_contextField->setClosed();
  m_namespaceField->setObjectName(QStringLiteral("clusterNamespace"));
  m_reload->setObjectName(QStringLiteral("lookAgain"));
  m_kubectl->setObjectName(QStringLiteral("chooseKubectl"));
  m_ask->setObjectName(QStringLiteral("askPodModels"));
  m_filter->setObjectName(QStringLiteral("filter"));
  m_filter->setPlaceholderText(tr("Filter by name, model or GPU"));
  m_filter->setAccessibleName(tr("Filter"));
  m_filter->setClearButtonEnabled(true);
  m_all->setObjectName(QStringLiteral("showAll"));
  m_all->setProperty(property::toggle, true);
  m_table->setObjectName(QStringLiteral("proposals"));
  m_table->setAccessibleName(tr("Pods and services"));
  m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
  m_table->setFigureColumns({ProposalsModel::PortColumn, ProposalsModel::ReadyColumn});
  m_table->setStretchColumn(ProposalsModel::ObjectColumn);
  m_table->setMinimumHeight(170);
  m_state->setObjectName(QStringLiteral("clusterState"));
  m_hint->setObjectName(QStringLiteral("clusterHint"));

  auto* down = new QVBoxLayout(this);
  down->setContentsMargins(0, 0, 0, 0);
  auto* where = new QHBoxLayout;
  where->addWidget(newFormLabel(tr("Conte&xt"), m_contextField));
  where->addWidget(m_contextField, 1);
  where->addSpacing(metrics::gap);
  where->addWidget(newFormLabel(tr("Name&space"), m_namespaceField));
  where->addWidget(m_namespaceField, 1);
  where->addWidget(m_reload);
  down->addLayout(where);
  auto* choose = new QHBoxLayout;
  choose->addWidget(m_filter, 1);
  choose->addWidget(m_all);
  down->addLayout(choose);
  down->addWidget(m_table, 1);
  auto* below = new QHBoxLayout;
  below->addWidget(m_state, 1);
  below->addWidget(m_kubectl);
  below->addWidget(m_ask);
  down->addLayout(below);
  down->addWidget(m_hint);

  connect(m_contextField, &ChoiceField::edited, this, &ClusterSource::chooseContext);
  connect(m_namespaceField, &ChoiceField::edited, this, [this](const QString& name) {
    m_namespace = name;
    m_namespaceField->setValue(name);
    look();
  });
  connect(m_reload, &QPushButton::clicked, this, [this] {
    if (m_browser.contexts().value)
      look();
    else
      m_browser.readContexts();
  });
  connect(m_kubectl, &QPushButton::clicked, this, &ClusterSource::chooseKubectl);
  connect(m_ask, &QPushButton::clicked, this, &ClusterSource::askModels);
  connect(m_filter, &QLineEdit::textChanged, m_model, &ProposalsModel::setFilter);
  connect(m_all, &QCheckBox::toggled, m_model, &ProposalsModel::setAll);
  connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
    show();
    emit changed();
  });
  connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
    show();
    emit changed();
  });
  connect(&m_browser, &ClusterBrowser::changed, this, &ClusterSource::follow);
  show();
}

void ClusterSource::begin() {
  if (!m_begun) m_browser.readContexts();
  m_begun = true;
  m_contextField->setFocus();
}

void ClusterSource::chooseContext(const QString& name) {
  m_context = name;
  m_contextField->setValue(name);
  m_namespace.clear();
  if (m_browser.contexts().value)
    for (const KubeContext& context : *m_browser.contexts().value)
      if (shown(context.name) == name) m_namespace = shown(context.namespaceName);
  m_namespaceField->setChoices({});
  m_namespaceField->setValue(m_namespace);
  m_browser.readNamespaces(contextName());
  look();
}

void ClusterSource::look() { m_browser.look(contextName(), m_namespace.toStdString()); }

void ClusterSource::chooseKubectl() {
  askForFile(this, tr("The Program kubectl"), {}, {}, [this](const QString& path) {
    setKubectlProgram(m_services.settings, path);
    m_browser.readContexts();
  });
}

void ClusterSource::askModels() {
  const std::vector<int> rows = chosenRows();
  if (rows.size() != 1) return;
  const TargetProposal& proposal = m_model->at(rows.front());
  m_modelsOf = shown(proposal.object());
  m_browser.askModels(proposal.tunnel(), apiKey());
}

// What the browser has found, into the fields and the table.
void ClusterSource::follow() {
  const auto& contexts = m_browser.contexts();
  if (contexts.value && contexts.value.get() != m_contextsSeen) {
    m_contextsSeen = contexts.value.get();
    QStringList names;
    QString current;
    for (const KubeContext& context : *contexts.value) {
      names.push_back(shown(context.name));
      if (context.current) current = names.back();
    }
    m_contextField->setChoices(names);
    if (current.isEmpty()) current = names.value(0);
    // Without any context kubectl may still know where to go: inside a pod it does.
    if (names.isEmpty())
      look();
    else
      chooseContext(current);
    return;
  }
  if (m_browser.namespaces().value) {
    QStringList names;
    for (const std::string& name : *m_browser.namespaces().value) names.push_back(shown(name));
    m_namespaceField->setChoices(names);
  }
  m_model->setFound(m_browser.found().value);
  show();
  emit changed();
}

void ClusterSource::show() {
  const auto& contexts = m_browser.contexts();
  const auto& found = m_browser.found();
  const auto& models = m_browser.models();
  const std::vector<int> rows = chosenRows();
  const bool one = rows.size() == 1;
  const QString chosen = one ? shown(m_model->at(rows.front()).object()) : QString();
  const Error* error = contexts.error ? &*contexts.error : found.error ? &*found.error : nullptr;
  const bool busy = contexts.busy || found.busy;
  m_kubectl->setVisible(contexts.error && contexts.error->code == ErrorCode::notFound);
  m_ask->setVisible(one && m_model->at(rows.front()).model.empty());
  m_ask->setEnabled(!models.busy);
  m_all->setText(m_model->hidden() > 0 ? tr("all, %n more", nullptr, m_model->hidden()) : tr("all"));
  m_reload->setEnabled(!busy);
  QString hint;
  if (error) {
    m_state->setVerdict(Verdict::bad, shown(error->message));
    hint = withoutOptions(error->hint);
  } else if (busy) {
    m_state->setVerdict(Verdict::none, contexts.busy ? tr("Reading the contexts of kubectl…")
                                                     : tr("Looking for pods and services…"));
  } else if (one && models.busy && m_modelsOf == chosen) {
    m_state->setVerdict(Verdict::none, tr("Asking %1 for its models…").arg(chosen));
  } else if (one && models.error && m_modelsOf == chosen) {
    m_state->setVerdict(Verdict::bad, shown(models.error->message));
    hint = withoutOptions(models.error->hint);
  } else if (contexts.value && contexts.value->empty()) {
    m_state->setVerdict(Verdict::warn, tr("kubectl has no configuration"));
    hint = tr("Log in with the command of your cluster's provider, then press Look Again.");
  } else if (found.value && m_model->rowCount() == 0) {
    m_state->setVerdict(Verdict::warn, m_filter->text().isEmpty()
                                           ? tr("Nothing here looks like an inference server")
                                           : tr("Nothing fits the filter"));
    hint = tr("Choose another namespace, or show all.");
  } else if (found.value) {
    m_state->setVerdict(Verdict::none, rows.empty()
                                           ? tr("Choose what to measure; several at once if you like.")
                                           : tr("%n chosen", nullptr, static_cast<int>(rows.size())));
    QStringList notices;
    for (const std::string& notice : found.value->notices) notices.push_back(shown(notice));
    hint = notices.join(QLatin1Char('\n'));
  } else {
    m_state->setVerdict(Verdict::none, QStringLiteral(" "));
  }
  m_hint->setText(hint);
  m_hint->setVisible(!hint.isEmpty());
}

std::vector<int> ClusterSource::chosenRows() const {
  std::vector<int> rows;
  for (const QModelIndex& index : m_table->selectionModel()->selectedRows()) rows.push_back(index.row());
  std::ranges::sort(rows);
  return rows;
}

std::vector<Target> ClusterSource::targets() const {
  std::vector<Target> all;
  for (const int row : chosenRows()) all.push_back(targetOf(m_model->at(row)));
  const QStringList served = models();
  if (all.size() == 1 && all.front().model.empty() && served.size() == 1)
    all.front().model = served.front().toStdString();
  return all;
}

QStringList ClusterSource::models() const {
  QStringList names;
  const std::vector<int> rows = chosenRows();
  if (rows.size() != 1) return names;
  const TargetProposal& proposal = m_model->at(rows.front());
  if (m_browser.models().value && m_modelsOf == shown(proposal.object()))
    for (const std::string& name : *m_browser.models().value) names.push_back(shown(name));
  return names;
}

QString ClusterSource::missing() const {
  return chosenRows().empty() ? tr("Choose a pod or a service.") : QString();
}

}  // namespace headroom::ui
